using Orleans;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Grains.Ownership;

/// <summary>What a cut says of the shard as a whole.</summary>
[GenerateSerializer, Immutable, Alias("ot.ownermeta")]
public sealed record OwnerMeta
{
    public const string Key = "owner";

    public static OwnerMeta Start { get; } = new();

    /// <summary>Next arrival number of the replayed source.</summary>
    [Id(0)] public long NextArrival { get; init; }

    [Id(1)] public long CutNumber { get; init; }

    [Id(2)] public long Read { get; init; }

    [Id(3)] public long Applied { get; init; }

    [Id(4)] public long Duplicates { get; init; }

    [Id(5)] public long Late { get; init; }

    [Id(6)] public long FirstTicks { get; init; } = long.MaxValue;

    [Id(7)] public long LastTicks { get; init; } = long.MinValue;

    /// <summary>What the sources delivered, as of the cut.</summary>
    [Id(8)] public SourceBook Sources { get; init; } = SourceBook.Empty;
}
