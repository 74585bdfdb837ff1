using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Storage;

namespace OrleansTwin.Commands;

/// <summary>A replay through a silo in this process: owners, entity grains, impact streams, cuts and journal in the working store.</summary>
internal static class SiloRun
{
    private static readonly TimeSpan StreamPoll = TimeSpan.FromMilliseconds(5);

    public static async Task<(IReadOnlyList<ShardWorld> Worlds, RunCounts Counts, long Activations, long Calls)> RunAsync(
        ArrivalSource source, RunConfig config, ReplayOptions options, WorkingStore work, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var store = new RocksCutStore(work.Cuts);
        await using var journal = new FileJournal(work.Journal);
        using var host = Build(config, options, store, journal, clock);
        await host.StartAsync(cancellationToken);
        try
        {
            return await FeedAsync(host.Services, source, options.BatchEvents, cancellationToken);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<(IReadOnlyList<ShardWorld> Worlds, RunCounts Counts, long Activations, long Calls)> FeedAsync(
        IServiceProvider services, ArrivalSource source, int batchEvents, CancellationToken cancellationToken)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var counts = services.GetRequiredService<SiloCounts>();
        var owners = new SortedDictionary<string, (IShardOwnerGrain Owner, long Next, List<Arrival> Waiting)>(StringComparer.Ordinal);
        long number = 0;
        foreach (var prepared in source.Read())
        {
            var key = new ShardId(ShardId.DefaultTenant, prepared.Record.Cloud, prepared.Account).ToString();
            if (!owners.TryGetValue(key, out var owner))
            {
                var grain = grains.GetGrain<IShardOwnerGrain>(key);
                owners[key] = owner = (grain, await grain.OpenAsync(cancellationToken), []);
                if (owner.Next > 0)
                {
                    Console.WriteLine($"{key} goes on from record {owner.Next}");
                }
            }

            if (number >= owner.Next)
            {
                owner.Waiting.Add(new(number, prepared));
            }

            number++;
            if (owner.Waiting.Count >= batchEvents)
            {
                await SendAsync(owner.Owner, owner.Waiting, number, cancellationToken);
            }
        }

        foreach (var (_, owner) in owners)
        {
            await SendAsync(owner.Owner, owner.Waiting, number, cancellationToken);
            await owner.Owner.DrainAsync(cancellationToken);
        }

        var worlds = new List<ShardWorld>();
        var totals = new RunCounts();
        foreach (var (key, owner) in owners)
        {
            worlds.Add(await owner.Owner.SettledAsync(cancellationToken));
            var status = await grains.GetGrain<Grains.Abstractions.IAccountTwinGrain>(key).StatusAsync(cancellationToken);
            totals = totals with { Read = totals.Read + status.EventsApplied + status.Duplicates, Applied = totals.Applied + status.EventsApplied, Duplicates = totals.Duplicates + status.Duplicates, Late = totals.Late + status.Late };
        }

        return (worlds, totals, counts.Activations, counts.GrainCalls);
    }

    private static async Task SendAsync(IShardOwnerGrain owner, List<Arrival> waiting, long next, CancellationToken cancellationToken)
    {
        await owner.IngestAsync(new(waiting.ToValueArray(), next), cancellationToken);
        waiting.Clear();
    }

    private static IHost Build(RunConfig config, ReplayOptions options, ICutStore store, IJournal journal, TimeProvider clock)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        var stages = StageBinding.Stages(config);
        builder.Services
            .AddSingleton(clock)
            .AddSingleton(store)
            .AddSingleton(journal)
            .AddSingleton(stages)
            .AddSingleton(StageBinding.Views(config))
            .AddSingleton(new ShardLimits { CutInterval = options.CutInterval, KeepAllEvents = options.Events })
            .AddSingleton<ShardDesks>()
            .AddSingleton<SiloCounts>()
            .AddSingleton<ShardMembers>()
            .AddSingleton(static services => new RecordCodec(services.GetRequiredService<Serializer>()))
            .AddSingleton<ShardEnvironment>()
            .AddSingleton<EntityServices>();
        var (siloPort, gatewayPort) = (FreePort(), FreePort());
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .Configure<SiloMessagingOptions>(static messaging => messaging.ResponseTimeout = TimeSpan.FromMinutes(2))
            .AddMemoryGrainStorage("PubSubStore")
            .AddMemoryStreams(ImpactStreams.Provider, static streams => streams.ConfigurePullingAgent(static agent => agent.Configure(static pull => pull.GetQueueMsgsTimerPeriod = StreamPoll))));
        return builder.Build();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
