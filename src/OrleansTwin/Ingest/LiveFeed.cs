using System.Collections.Concurrent;
using Orleans;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Hosting;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Ingest;

/// <summary>
/// Hands events to the owners of their shards, for many sources at once; a slow shard holds up only those who have something for it.
/// Numbers go on behind what the cuts hold; records read again are found out as copies.
/// </summary>
internal sealed class LiveFeed(IGrainFactory grains, int batchEvents = ArrivalFeed.BatchEventsDefault) : IDisposable
{
    private readonly ConcurrentDictionary<string, LiveLane> _lanes = new(StringComparer.Ordinal);

    /// <summary>Opens every shard the store knows, so that it answers queries.</summary>
    public async Task OpenKnownAsync(ICutStore store, CancellationToken cancellationToken)
    {
        foreach (var shard in await store.ShardsAsync(cancellationToken))
        {
            await Lane(shard.ToString()).OpenAsync(cancellationToken);
        }
    }

    /// <summary>Returns once all owners have accepted their part; the task given back ends when cuts hold all of it, and fails where that is no longer known.</summary>
    public async Task<Task> DeliverAsync(IReadOnlyList<PreparedEvent> events, CancellationToken cancellationToken)
    {
        var durable = new List<Task>();
        foreach (var shard in events.GroupBy(static prepared => new ShardId(ShardId.DefaultTenant, prepared.Record.Cloud, prepared.Account)))
        {
            durable.Add(await Lane(shard.Key.ToString()).DeliverAsync([.. shard], cancellationToken));
        }

        return Task.WhenAll(durable);
    }

    /// <summary>Returns once every shard is at rest; with sources that never pause it may not.</summary>
    public Task SettleAsync(CancellationToken cancellationToken) => Task.WhenAll(_lanes.Values.Select(lane => lane.DrainAsync(cancellationToken)));

    public void Dispose()
    {
        foreach (var lane in _lanes.Values)
        {
            lane.Dispose();
        }
    }

    private LiveLane Lane(string shard) => _lanes.GetOrAdd(shard, key => new(grains.GetGrain<IShardOwnerGrain>(key), batchEvents));
}
