using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.Lineage;

namespace OrleansTwin.Grains.Ownership;

/// <summary>What an owner holds at the border of a step, without the states of its entities.</summary>
[GenerateSerializer, Immutable, Alias("ot.present")]
public sealed record ShardPresent
{
    [Id(0)] public required ShardId Shard { get; init; }

    [Id(1)] public required long Epoch { get; init; }

    [Id(2)] public required long Revision { get; init; }

    /// <summary>Distinct events applied.</summary>
    [Id(3)] public required long Events { get; init; }

    [Id(4)] public required DateTimeOffset? LastEvent { get; init; }

    [Id(5)] public required IReadOnlyList<EntityId> Entities { get; init; }

    [Id(6)] public required IReadOnlyList<Signal> Signals { get; init; }

    [Id(7)] public required IReadOnlyList<Impact> Impacts { get; init; }

    [Id(8)] public required IReadOnlyList<Mint> Mints { get; init; }

    [Id(9)] public required IReadOnlyList<EventRecord> History { get; init; }

    [Id(10)] public required SourceBook Sources { get; init; }

    /// <summary>Ids of the latest events that came later than the lateness allows.</summary>
    [Id(11)] public IReadOnlyList<string> LateEvents { get; init; } = [];
}
