namespace OrleansTwin.Pipeline.Protocol;

/// <summary>Why a record was not accepted.</summary>
public enum RefusalReason
{
    /// <summary>As much is pending (records, marks or messages) as is allowed.</summary>
    Full = 0,

    /// <summary>Older than the fingerprints that are held: ask the event history, offer again with the answer. An answer can come too late and be asked for again.</summary>
    AskHistory = 1,

    /// <summary>Too far ahead of its unit's next record.</summary>
    TooFarAhead = 2,

    /// <summary>The shard is closing.</summary>
    Closing = 3,
}
