using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Grains.Queries;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Run;

namespace OrleansTwin.Hosting;

/// <summary>
/// The one place where a silo of the twin is put together, for <c>replay</c>, <c>open</c>, <c>serve</c> and <c>demo</c>: stages bound to
/// the configuration, owners, entities, impact streams, query grains. One silo on loopback with ports of its own; a gateway for clients
/// of other processes only where it was asked for, since who connects to it may call every grain.
/// </summary>
internal static class SiloComposition
{
    private static readonly TimeSpan StreamPoll = TimeSpan.FromMilliseconds(5);

    public static void AddTwinSilo(this IHostApplicationBuilder builder, TwinSilo twin, TimeProvider clock, int? gateway = null)
    {
        builder.Services
            .AddSingleton(clock)
            .AddSingleton(twin.Store)
            .AddSingleton(twin.Journal)
            .AddSingleton(StageBinding.Stages(twin.Config))
            .AddSingleton(StageBinding.Views(twin.Config))
            .AddSingleton(twin.Config)
            .AddSingleton(twin.Limits)
            .AddSingleton(new QueryLimits())
            .AddSingleton<ShardDesks>()
            .AddSingleton<SiloCounts>()
            .AddSingleton<ShardMembers>()
            .AddSingleton(static services => new RecordCodec(services.GetRequiredService<Serializer>()))
            .AddSingleton<ShardEnvironment>()
            .AddSingleton<EntityServices>();
        if (twin.Watch is { } watch)
        {
            builder.Services.AddSingleton(watch);
        }

        // Port 0 means no gateway; the pages and the API call the silo they run in.
        var (siloPort, gatewayPort) = (FreePort(), gateway ?? 0);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .Configure<SiloMessagingOptions>(static messaging => messaging.ResponseTimeout = TimeSpan.FromMinutes(2))
            .AddMemoryGrainStorage("PubSubStore")
            .AddMemoryStreams(ImpactStreams.Provider, static streams => streams.ConfigurePullingAgent(static agent => agent.Configure(static pull => pull.GetQueueMsgsTimerPeriod = StreamPoll))));
    }

    /// <summary>A port of loopback that nobody holds now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
