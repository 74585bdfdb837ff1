using Orleans;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>How far a shard is.</summary>
[GenerateSerializer, Immutable, Alias("ot.shardstatus")]
public sealed record ShardStatus
{
    [Id(0)] public string Shard { get; init; } = string.Empty;

    [Id(1)] public long Epoch { get; init; }

    [Id(2)] public long EventsApplied { get; init; }

    [Id(3)] public long Duplicates { get; init; }

    [Id(4)] public int Entities { get; init; }

    [Id(5)] public long Cuts { get; init; }

    [Id(6)] public int OpenMarks { get; init; }

    [Id(7)] public DateTimeOffset? FirstEvent { get; init; }

    [Id(8)] public DateTimeOffset? LastEvent { get; init; }

    [Id(9)] public long Late { get; init; }

    [Id(10)] public long GrainCalls { get; init; }

    /// <summary>Rises with whatever changes in the shard; begins anew with the epoch.</summary>
    [Id(11)] public long Revision { get; init; }

    /// <summary>Copies that differ from what was known of their event and took its place.</summary>
    [Id(12)] public long Superseded { get; init; }
}
