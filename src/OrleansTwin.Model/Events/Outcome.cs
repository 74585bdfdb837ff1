namespace OrleansTwin.Model.Events;

/// <summary>How a call ended. Throttling and not-found are no denials; a dry run that would have worked is a <see cref="Failure"/> with its own error code and no effect.</summary>
public enum Outcome
{
    Success = 0,
    Denied = 1,
    Failure = 2,
    Throttled = 3,

    /// <summary>The record does not tell, or tells that it is not decided yet. Never taken as a success or as a failure; left out where it is written.</summary>
    Unknown = 4,
}
