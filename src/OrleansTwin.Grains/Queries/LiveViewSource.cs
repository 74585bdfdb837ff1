using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Queries;

/// <summary>
/// Works the live view out when asked: the owners' sets by reference, the states from the entities, then the stages that settle a replay,
/// on a thread of the pool and never in an owner's turn. One computation at a time; those who ask meanwhile get its answer. It is kept until
/// a shard's revision moves, and at least for <see cref="QueryLimits.LiveRestFactor"/> times the time it took. Used in one grain's turns only.
/// </summary>
internal sealed class LiveViewSource(IGrainFactory grains, ShardMembers members, ICutStore store, EntityViews views, RunConfig config, QueryLimits limits, TimeProvider clock)
{
    private LiveView? _view;
    private Task<LiveView>? _flight;
    private long _made;
    private TimeSpan _took;

    public async Task<LiveView> GetAsync(CancellationToken cancellationToken)
    {
        if (_view is { } kept && clock.GetElapsedTime(_made) < _took * limits.LiveRestFactor)
        {
            return kept;
        }

        if (_flight is null)
        {
            var flight = _flight = MakeAsync();
            _ = flight.ContinueWith(_ => _flight = null, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Current);
        }

        return await _flight.WaitAsync(cancellationToken);
    }

    /// <summary>Every shard's status, and the shards that are not open anywhere.</summary>
    public async Task<(IReadOnlyList<ShardStatus> Open, IReadOnlyList<ShardId> Closed)> StatusAsync(CancellationToken cancellationToken)
    {
        var (open, closed) = (new List<ShardStatus>(), new List<ShardId>());
        foreach (var shard in await store.ShardsAsync(cancellationToken))
        {
            try
            {
                open.Add(await grains.GetGrain<IAccountTwinGrain>(shard.ToString()).StatusAsync(cancellationToken));
            }
            catch (InvalidOperationException)
            {
                closed.Add(shard);
            }
        }

        return (open, closed);
    }

    private static string RevisionOf(IEnumerable<(string Shard, long Epoch, long Revision)> shards) =>
        string.Join(' ', shards.OrderBy(static shard => shard.Shard, StringComparer.Ordinal)
            .Select(static shard => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{shard.Shard}@{shard.Epoch}.{shard.Revision}")));

    private async Task<LiveView> MakeAsync()
    {
        var started = clock.GetTimestamp();
        var (open, closed) = await StatusAsync(CancellationToken.None);
        if (_view is { } kept && kept.Stamp.Revision == RevisionOf(open.Select(static shard => (shard.Shard, shard.Epoch, shard.Revision))))
        {
            return kept;
        }

        var problem = closed.Count == 0 ? null : $"not open, so left out: {string.Join(", ", closed)}";
        var (presents, worlds) = (new List<ShardPresent>(), new List<ShardWorld>());
        var total = open.Sum(static shard => (long)shard.Entities);
        if (total > limits.LiveEntitiesMax)
        {
            problem = $"{total} entities are more than the {limits.LiveEntitiesMax} of which incidents are worked out live; alerts and single entities are answered as ever";
            open = [];
        }

        foreach (var shard in open)
        {
            var present = await grains.GetGrain<IShardOwnerGrain>(shard.Shard).PresentAsync(CancellationToken.None);
            presents.Add(present);
            worlds.Add(await WorldAsync(present));
        }

        var stamp = new LiveStamp(
            RevisionOf(presents.Select(static present => (present.Shard.ToString(), present.Epoch, present.Revision))),
            presents.Max(static present => present.LastEvent),
            problem);
        var events = presents.Sum(static present => present.Events);
        _view = await Task.Run(() => new LiveView(stamp, SettledStage.Settle(worlds, views, config.Intel), events));
        (_made, _took) = (clock.GetTimestamp(), clock.GetElapsedTime(started));
        return _view;
    }

    private async Task<ShardWorld> WorldAsync(ShardPresent present)
    {
        var states = new List<EntityState>(present.Entities.Count);
        foreach (var group in present.Entities.Chunk(limits.StateCallsInFlightMax))
        {
            states.AddRange(await Task.WhenAll(group.Select(id => members.Of(present.Shard, id).StateAsync())));
        }

        return new() { Shard = present.Shard, States = states, Signals = present.Signals, Impacts = present.Impacts, Mints = present.Mints, Events = present.History, Sources = present.Sources, LateEvents = present.LateEvents };
    }
}
