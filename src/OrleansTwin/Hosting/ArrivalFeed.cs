using Orleans;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Hosting;

/// <summary>
/// Hands arrivals to the owners of their shards, numbered in the order they come. Not for several threads at once.
/// With a start of 0 numbers are positions of one replayed input and an owner gets nothing it already has; a feed that goes on after
/// <see cref="OpenKnownAsync"/> numbers from behind everything known, and records read again are found out as copies.
/// </summary>
internal sealed class ArrivalFeed(IGrainFactory grains, int batchEvents = ArrivalFeed.BatchEventsDefault)
{
    public const int BatchEventsDefault = 1_000;

    /// <summary>With nothing arriving for so long, what was handed over is settled.</summary>
    private static readonly TimeSpan Lull = TimeSpan.FromMilliseconds(200);

    private readonly SortedDictionary<string, Lane> _lanes = new(StringComparer.Ordinal);

    /// <summary>Number of the next arrival.</summary>
    public long Next { get; private set; }

    /// <summary>Shards of this feed, in ordinal order.</summary>
    public IReadOnlyCollection<string> Shards => _lanes.Keys;

    /// <summary>Called when a shard of an earlier run goes on: its key and the first number it still needs.</summary>
    public Action<string, long>? GoesOn { get; init; }

    /// <summary>Opens every shard the store knows, so that it answers queries, and numbers new arrivals from behind what they have.</summary>
    public async Task OpenKnownAsync(ICutStore store, CancellationToken cancellationToken)
    {
        foreach (var shard in await store.ShardsAsync(cancellationToken))
        {
            var lane = await LaneAsync(shard.ToString(), cancellationToken);
            Next = Math.Max(Next, lane.Needs);
        }
    }

    /// <summary>Takes one arrival; a full batch is handed over before this returns.</summary>
    public async ValueTask TakeAsync(PreparedEvent prepared, CancellationToken cancellationToken)
    {
        var key = new ShardId(ShardId.DefaultTenant, prepared.Record.Cloud, prepared.Account).ToString();
        var lane = await LaneAsync(key, cancellationToken);
        if (Next >= lane.Needs)
        {
            lane.Waiting.Add(new(Next, prepared));
        }

        Next++;
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

    /// <summary>Settles every shard of this feed, whether or not something came, and tells how far the source was read.</summary>
    public async Task SettleAllAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in _lanes.Values)
        {
            await SendAsync(lane, cancellationToken);
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

        return _lanes[key] = new(owner, needs);
    }

    private async Task SendAsync(Lane lane, CancellationToken cancellationToken)
    {
        lane.Open = true;
        await lane.Owner.IngestAsync(new(lane.Waiting.ToValueArray(), Next), cancellationToken);
        lane.Waiting.Clear();
    }

    private sealed class Lane(IShardOwnerGrain owner, long needs)
    {
        public IShardOwnerGrain Owner { get; } = owner;

        public long Needs { get; } = needs;

        public List<Arrival> Waiting { get; } = [];

        /// <summary>Something was handed over that is not settled yet.</summary>
        public bool Open { get; set; }
    }
}
