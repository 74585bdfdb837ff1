using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Reading;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Grains.Queries;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Rules;
using OrleansTwin.Storage;

namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>One silo in this process for all worlds, put together as the product does it, over stores in memory; each world has accounts of its own.</summary>
public sealed class WorldSilo : IAsyncDisposable
{
    private static readonly TimeSpan StreamPoll = TimeSpan.FromMilliseconds(2);
    internal const int LateMax = 10;

    private static readonly TimeSpan Cuts = TimeSpan.FromMilliseconds(20);

    private readonly IHost _host;

    private WorldSilo(IHost host) => _host = host;

    internal static RunConfig Config { get; } = new()
    {
        Rules = SigmaEngine.Load(BundledRules.All.Select(static rule => new SigmaSource(rule.Path, rule.Text))),
    };

    internal FaultyStore Store => _host.Services.GetRequiredService<FaultyStore>();

    internal RecordCodec Codec => _host.Services.GetRequiredService<RecordCodec>();

    internal SiloCounts Counts => _host.Services.GetRequiredService<SiloCounts>();

    internal IJournal Journal => _host.Services.GetRequiredService<IJournal>();

    internal IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<WorldSilo> StartAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new FaultyStore(new MemoryCutStore()))
            .AddSingleton<ICutStore>(static services => services.GetRequiredService<FaultyStore>())
            .AddSingleton<IJournal>(new MemoryJournal())
            .AddSingleton(StageBinding.Stages(Config))
            .AddSingleton(StageBinding.Views(Config))
            .AddSingleton(Config)
            .AddSingleton(new ShardLimits { CutInterval = Cuts, LateEventsNamedMax = LateMax })
            .AddSingleton(new QueryLimits())
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
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
