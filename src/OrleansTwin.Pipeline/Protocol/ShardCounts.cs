namespace OrleansTwin.Pipeline.Protocol;

/// <summary>What an owner did in its epoch.</summary>
public sealed record ShardCounts
{
    /// <summary>Records and messages applied.</summary>
    public long Applied { get; init; }

    /// <summary>Records not applied because a copy was.</summary>
    public long Duplicates { get; init; }

    /// <summary>Records and messages offered again after they were done.</summary>
    public long Replayed { get; init; }

    public long Refused { get; init; }

    public long DeadLettered { get; init; }

    public long Cuts { get; init; }
}
