namespace OrleansTwin.Model.Responses;

/// <summary>Answer of a precondition. Not known is never taken as either of the others.</summary>
public enum CheckState
{
    Met = 0,
    NotMet = 1,
    NotKnown = 2,
}
