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
public sealed record ShardWorld
{
    public required ShardId Shard { get; init; }

    public required IReadOnlyList<EntityState> States { get; init; }

    public required IReadOnlyList<Signal> Signals { get; init; }

    public required IReadOnlyList<Impact> Impacts { get; init; }

    public required IReadOnlyList<Mint> Mints { get; init; }

    /// <summary>Events of the history: all that are notable or evidence.</summary>
    public required IReadOnlyList<EventRecord> Events { get; init; }
}
