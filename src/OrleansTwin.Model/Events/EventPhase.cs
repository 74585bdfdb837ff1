namespace OrleansTwin.Model.Events;

/// <summary>Orders events of one time by meaning: what is made before it is changed, what is emptied before it is deleted. From the catalogue.</summary>
public enum EventPhase : byte
{
    Create = 0,
    Change = 1,
    Read = 2,
    Detach = 3,
    Delete = 4,
}
