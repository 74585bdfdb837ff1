using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Twin.State;

/// <summary>
/// The truth of one entity: its change log, its baseline, when it was seen. Everything else (attributes as of a time, exposure, signals)
/// is computed from it. A function of the set of distinct events, whatever their order of arrival.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.state")]
public sealed record EntityState
{
    [Id(0)] public required EntityId Id { get; init; }

    [Id(1)] public ChangeLog Log { get; init; } = ChangeLog.Empty;

    [Id(2)] public Baseline Baseline { get; init; } = Baseline.Empty;

    [Id(3)] public long FirstTicks { get; init; } = long.MaxValue;

    [Id(4)] public long LastTicks { get; init; } = long.MinValue;

    /// <summary>Distinct events that touched the entity.</summary>
    [Id(5)] public long Events { get; init; }

    public static EntityState Empty(EntityId id) => new() { Id = id };
}
