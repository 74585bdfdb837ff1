namespace OrleansTwin.Model.Entities;

/// <summary>How an entity can be reached from outside. Unknown is no "no".</summary>
public enum Exposure
{
    Unknown = 0,
    None = 1,
    Internal = 2,
    External = 3,
    Internet = 4,
}
