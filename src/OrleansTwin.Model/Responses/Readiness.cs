namespace OrleansTwin.Model.Responses;

/// <summary>Whether an action may be taken as it stands.</summary>
public enum Readiness
{
    /// <summary>Every precondition is met.</summary>
    Ready = 0,

    /// <summary>Nothing speaks against it, and something that decides is not known.</summary>
    NotKnown = 1,

    /// <summary>A precondition is not met: it would fail or do nothing.</summary>
    NotMet = 2,

    /// <summary>A guard rail forbids it on this target.</summary>
    Protected = 3,
}
