using Orleans;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Grains.Ownership;

/// <summary>What a cut says of the shard's events as a whole; positions and epochs are the protocol's.</summary>
[GenerateSerializer, Immutable, Alias("ot.ownermeta")]
public sealed record OwnerMeta
{
    public const string Key = "owner";

    public static OwnerMeta Start { get; } = new();

    /// <summary>Distinct events applied.</summary>
    [Id(3)] public long Applied { get; init; }

    /// <summary>Times a better copy took the place of what was known of an event.</summary>
    [Id(8)] public long Superseded { get; init; }

    /// <summary>Copies that came too late to be united with the first.</summary>
    [Id(10)] public long LateCopies { get; init; }

    /// <summary>Event time in ticks before which copies are not united any more.</summary>
    [Id(11)] public long CopyFloor { get; init; } = long.MinValue;

    /// <summary>Entities that snapshots described: no events.</summary>
    [Id(13)] public long Described { get; init; }

    [Id(5)] public long Late { get; init; }

    /// <summary>Ids of the latest late events.</summary>
    [Id(14)] public IReadOnlyList<string> LateEvents { get; init; } = [];

    [Id(6)] public long FirstTicks { get; init; } = long.MaxValue;

    [Id(7)] public long LastTicks { get; init; } = long.MinValue;

    /// <summary>What the sources delivered, as of the cut.</summary>
    [Id(12)] public SourceBook Sources { get; init; } = SourceBook.Empty;

    /// <summary>Records that broke the work on them too often and were set aside.</summary>
    [Id(9)] public long DeadLettered { get; init; }
}
