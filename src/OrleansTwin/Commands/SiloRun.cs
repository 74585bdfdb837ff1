using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Hosting;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Storage;

namespace OrleansTwin.Commands;

/// <summary>A replay through a silo in this process: owners, entity grains, impact streams, cuts and journal in the working store.</summary>
internal static class SiloRun
{
    public static async Task<(IReadOnlyList<ShardWorld> Worlds, RunCounts Counts, long Activations, long Calls)> RunAsync(
        ArrivalSource source, RunConfig config, ReplayOptions options, WorkingStore work, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var store = new RocksCutStore(work.Cuts);
        await using var journal = new FileJournal(work.Journal);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.AddTwinSilo(new(config, new ShardLimits { CutInterval = options.CutInterval, KeepAllEvents = options.Events }, store, journal), clock);
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        try
        {
            return await FeedAsync(host.Services, source, options, clock, cancellationToken);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<(IReadOnlyList<ShardWorld> Worlds, RunCounts Counts, long Activations, long Calls)> FeedAsync(
        IServiceProvider services, ArrivalSource source, ReplayOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var counts = services.GetRequiredService<SiloCounts>();
        var feed = new ArrivalFeed(grains, options.BatchEvents) { GoesOn = static (shard, number) => Console.WriteLine($"{shard} goes on from record {number}") };
        if (options.Speed is { } speed)
        {
            await feed.PlayAsync(ArrivalPace.PlayAsync(source.Read(), ArrivalPace.Times(speed), clock.GetTimestamp(), clock, cancellationToken), clock, cancellationToken);
        }
        else
        {
            foreach (var prepared in source.Read())
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
            totals = totals with { Read = totals.Read + status.EventsApplied + status.Duplicates, Applied = totals.Applied + status.EventsApplied, Duplicates = totals.Duplicates + status.Duplicates, Late = totals.Late + status.Late };
        }

        return (worlds, totals, counts.Activations, counts.GrainCalls);
    }
}
