using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Hosting;
using OrleansTwin.Journaling;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Storage;

namespace OrleansTwin.Commands;

/// <summary>A replay through a silo in this process: owners, entity grains, impact streams, cuts and journal in the working store.</summary>
internal static class SiloRun
{
    public static async Task<EngineResult> RunAsync(
        ArrivalSource source, RunConfig config, ReplayOptions options, WorkingStore work, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var store = new RocksCutStore(work.Cuts);
        await using var file = new FileJournal(work.Journal);
        var receipts = new ReceiptBook(clock);
        var journal = new MeteredJournal(file, receipts, clock);
        var builder = Host.CreateApplicationBuilder();
        // A silo that is told to stop cancels the reads of its own queues and would tell each as an error.
        var ending = false;
        builder.Logging.ClearProviders().AddSimpleConsole().AddFilter((_, level) => level >= LogLevel.Error && !Volatile.Read(ref ending));
        builder.AddTwinSilo(new(config, new ShardLimits { CutInterval = options.CutInterval, KeepAllEvents = options.Events, Lateness = options.Lateness }, store, journal) { Watch = receipts }, clock);
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        using var ended = new CancellationTokenSource();
        var subscriber = journal.SubscribeAsync(ended.Token);
        EngineResult result;
        try
        {
            result = await FeedAsync(host.Services, source, receipts, options, clock, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref ending, true);
            await host.StopAsync(CancellationToken.None);
            await ended.CancelAsync();
            await subscriber;
        }

        return result with { Journal = await journal.EntriesAsync() };
    }

    private static async Task<EngineResult> FeedAsync(
        IServiceProvider services, ArrivalSource source, ReceiptBook receipts, ReplayOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var counts = services.GetRequiredService<SiloCounts>();
        var feed = new ArrivalFeed(grains, options.BatchEvents) { GoesOn = static (shard, number) => Console.WriteLine($"{shard} goes on from record {number}") };
        if (options.Speed is { } speed)
        {
            var due = ArrivalPace.PlayAsync(source.Read(), ArrivalPace.Times(speed), clock.GetTimestamp(), clock, cancellationToken);
            await feed.PlayAsync(ReceivedAsync(due, receipts, clock), clock, cancellationToken);
        }
        else
        {
            foreach (var prepared in Received(source.Read(), receipts, clock))
            {
                await feed.TakeAsync(prepared, cancellationToken);
            }
        }

        await feed.SettleAllAsync(cancellationToken);
        var worlds = new List<ShardWorld>();
        var totals = new RunCounts();
        foreach (var shard in feed.Shards)
        {
            worlds.Add(await grains.GetGrain<IShardOwnerGrain>(shard).SettledAsync(cancellationToken));
            var status = await grains.GetGrain<IAccountTwinGrain>(shard).StatusAsync(cancellationToken);
            totals = totals with
            {
                Read = totals.Read + status.EventsApplied + status.Duplicates + status.Superseded,
                Applied = totals.Applied + status.EventsApplied,
                Duplicates = totals.Duplicates + status.Duplicates,
                Superseded = totals.Superseded + status.Superseded,
                Late = totals.Late + status.Late,
            };
        }

        return new(worlds, totals, counts.Activations, counts.GrainCalls);
    }

    // A record of a file is received when its turn to be read comes.
    private static IEnumerable<PreparedEvent> Received(IEnumerable<PreparedEvent> records, ReceiptBook receipts, TimeProvider clock)
    {
        using var turn = records.GetEnumerator();
        while (true)
        {
            var received = clock.GetTimestamp();
            if (!turn.MoveNext())
            {
                yield break;
            }

            receipts.Put(turn.Current.Record.Id, received, clock.GetTimestamp());
            yield return turn.Current;
        }
    }

    // Played by event time it was read ahead, and is received when it is due.
    private static async IAsyncEnumerable<PreparedEvent> ReceivedAsync(IAsyncEnumerable<PreparedEvent> due, ReceiptBook receipts, TimeProvider clock)
    {
        await foreach (var prepared in due)
        {
            receipts.Put(prepared.Record.Id, clock.GetTimestamp(), null);
            yield return prepared;
        }
    }
}
