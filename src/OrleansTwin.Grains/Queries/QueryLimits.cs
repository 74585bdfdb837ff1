namespace OrleansTwin.Grains.Queries;

/// <summary>Named bounds of the query grains.</summary>
public sealed record QueryLimits
{
    /// <summary>Entities of which incidents are worked out live; past it the answer says that there are too many.</summary>
    public int LiveEntitiesMax { get; init; } = 200_000;

    /// <summary>The live view is not worked out again before so many times the time it took have passed: it costs at most a share of one core.</summary>
    public int LiveRestFactor { get; init; } = 3;

    /// <summary>Entity calls in flight while the present states are gathered.</summary>
    public int StateCallsInFlightMax { get; init; } = 64;

    /// <summary>Rows of one answer.</summary>
    public int RowsMax { get; init; } = 500;

    /// <summary>Journal entries of one answer of the feed.</summary>
    public int FeedEntriesMax { get; init; } = 256;

    /// <summary>Longest a read of the feed waits; below the time a call may take.</summary>
    public TimeSpan FeedWaitMax { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Positions in time of which questions of access and reach are kept at hand.</summary>
    public int PositionsKept { get; init; } = 4;

    /// <summary>Users and roles of an account up to which ways to administrator are looked for; past it only direct ones are told.</summary>
    public int EscalationIdentitiesMax { get; init; } = 500;

    /// <summary>Ways to administrator of one answer.</summary>
    public int AdminWaysMax { get; init; } = 20;
}
