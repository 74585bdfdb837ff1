using Orleans;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Lineage;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// What one shard knows when its input has ended: the sets from which every settled file is computed. Both engines end here,
/// by ways that share only the pure stages.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.world")]
public sealed record ShardWorld
{
    [Id(0)] public required ShardId Shard { get; init; }

    [Id(1)] public required IReadOnlyList<EntityState> States { get; init; }

    [Id(2)] public required IReadOnlyList<Signal> Signals { get; init; }

    [Id(3)] public required IReadOnlyList<Impact> Impacts { get; init; }

    [Id(4)] public required IReadOnlyList<Mint> Mints { get; init; }

    /// <summary>Events of the history: all that are notable or evidence.</summary>
    [Id(5)] public required IReadOnlyList<EventRecord> Events { get; init; }

    [Id(6)] public required SourceBook Sources { get; init; }

    /// <summary>Ids of events that came later than the lateness allows; of a live shard only, as many as it remembers.</summary>
    [Id(8)] public IReadOnlyList<string> LateEvents { get; init; } = [];

    /// <summary>Records that broke the work on them too often and were set aside.</summary>
    [Id(7)] public IReadOnlyList<DeadLetter> DeadLetters { get; init; } = [];
}
