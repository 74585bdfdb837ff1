namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>How reading a record ended. Only <see cref="Complete"/> and <see cref="Incomplete"/> may be evaluated.</summary>
public enum SigmaReadStatus
{
    /// <summary>All fields are known.</summary>
    Complete,

    /// <summary>More values than the limit: what is there is right, something may be missing.</summary>
    Incomplete,

    /// <summary>Not a JSON object.</summary>
    Malformed,

    /// <summary>More bytes than the limit.</summary>
    TooLarge,

    /// <summary>Nested deeper than the limit.</summary>
    TooDeep,
}
