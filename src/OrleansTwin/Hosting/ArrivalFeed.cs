using Orleans;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Hosting;

/// <summary>
/// Hands arrivals to the owners of their shards, numbered shard by shard in the order they come. Not for several threads at once.
/// A replayed input begins at 0 in every shard, and an owner gets nothing that its last cut holds; a feed that goes on after
/// <see cref="OpenKnownAsync"/> numbers from behind what the cut holds, and records read again are found out as copies.
/// </summary>
internal sealed class ArrivalFeed(IGrainFactory grains, int batchEvents = ArrivalFeed.BatchEventsDefault)
{
    public const int BatchEventsDefault = 1_000;

    /// <summary>With nothing arriving for so long, what was handed over is settled.</summary>
    private static readonly TimeSpan Lull = TimeSpan.FromMilliseconds(200);

    private readonly SortedDictionary<string, Lane> _lanes = new(StringComparer.Ordinal);

    private bool _goesOn;

    /// <summary>Arrivals taken so far.</summary>
    public long Taken { get; private set; }

    /// <summary>Shards of this feed, in ordinal order.</summary>
    public IReadOnlyCollection<string> Shards => _lanes.Keys;

    /// <summary>Called when a shard of an earlier run goes on: its key and the first number it still needs.</summary>
    public Action<string, long>? GoesOn { get; init; }

    /// <summary>Opens every shard the store knows, so that it answers queries, and numbers new arrivals from behind what they have.</summary>
    public async Task OpenKnownAsync(ICutStore store, CancellationToken cancellationToken)
    {
        _goesOn = true;
        foreach (var shard in await store.ShardsAsync(cancellationToken))
        {
            await LaneAsync(shard.ToString(), cancellationToken);
        }
    }

    /// <summary>Takes one arrival; a full batch is handed over before this returns.</summary>
    public async ValueTask TakeAsync(PreparedEvent prepared, CancellationToken cancellationToken)
    {
        var key = new ShardId(ShardId.DefaultTenant, prepared.Record.Cloud, prepared.Account).ToString();
        var lane = await LaneAsync(key, cancellationToken);
        lane.Take(prepared);
        Taken++;
        if (lane.Waiting.Count >= batchEvents)
        {
            await SendAsync(lane, cancellationToken);
        }
    }

    /// <summary>Hands over what waits.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in _lanes.Values.Where(static lane => lane.Waiting.Count > 0))
        {
            await SendAsync(lane, cancellationToken);
        }
    }

    /// <summary>Hands over what waits, and returns once all that came since the last time is applied, its impacts are worked out and a cut holds it.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await SendAsync(cancellationToken);
        foreach (var lane in _lanes.Values.Where(static lane => lane.Open))
        {
            await lane.Owner.DrainAsync(cancellationToken);
            lane.Open = false;
        }
    }

    /// <summary>Settles every shard of this feed, whether or not something came: a cut of an earlier run may hold open marks.</summary>
    public async Task SettleAllAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in _lanes.Values)
        {
            lane.Open = true;
        }

        await SettleAsync(cancellationToken);
    }

    /// <summary>Plays arrivals that come over time: each is handed over as soon as nothing else is at hand, and a lull is settled.</summary>
    public async Task PlayAsync(IAsyncEnumerable<PreparedEvent> arrivals, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var source = arrivals.GetAsyncEnumerator(cancellationToken);
        var next = source.MoveNextAsync().AsTask();
        while (true)
        {
            if (!next.IsCompleted)
            {
                await SendAsync(cancellationToken);
                if (await Task.WhenAny(next, Task.Delay(Lull, clock, cancellationToken)) != next)
                {
                    await SettleAsync(cancellationToken);
                }
            }

            if (!await next)
            {
                break;
            }

            await TakeAsync(source.Current, cancellationToken);
            next = source.MoveNextAsync().AsTask();
        }

        await SettleAsync(cancellationToken);
    }

    private async ValueTask<Lane> LaneAsync(string key, CancellationToken cancellationToken)
    {
        if (_lanes.TryGetValue(key, out var lane))
        {
            return lane;
        }

        var owner = grains.GetGrain<IShardOwnerGrain>(key);
        var needs = await owner.OpenAsync(cancellationToken);
        if (needs > 0)
        {
            GoesOn?.Invoke(key, needs);
        }

        return _lanes[key] = new(owner, needs, _goesOn ? needs : 0);
    }

    private static async Task SendAsync(Lane lane, CancellationToken cancellationToken)
    {
        lane.Open = true;
        await lane.Owner.IngestAsync(new(lane.Waiting.ToValueArray()), cancellationToken);
        lane.Waiting.Clear();
    }

    private sealed class Lane(IShardOwnerGrain owner, long needs, long first)
    {
        private long _next = first;

        public IShardOwnerGrain Owner { get; } = owner;

        public List<Arrival> Waiting { get; } = [];

        /// <summary>Something was handed over that is not settled yet.</summary>
        public bool Open { get; set; }

        public void Take(PreparedEvent prepared)
        {
            if (_next >= needs)
            {
                Waiting.Add(new(_next, prepared));
            }

            _next++;
        }
    }
}
