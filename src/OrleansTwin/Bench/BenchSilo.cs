using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTwin.Bench.Measure;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Hosting;
using OrleansTwin.Pipeline;
using OrleansTwin.Storage;

namespace OrleansTwin.Bench;

/// <summary>The silo of a measurement: as <c>serve</c> has it, store and journal metered.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly RocksCutStore _store;
    private readonly FileJournal _journal;

    private BenchSilo(IHost host, RocksCutStore store, FileJournal journal, MeteredCutStore cuts, BenchJournal metered)
    {
        (_host, _store, _journal, Cuts, Journal) = (host, store, journal, cuts, metered);
        Feed = new ArrivalFeed(host.Services.GetRequiredService<IGrainFactory>());
        Counts = host.Services.GetRequiredService<SiloCounts>();
    }

    public ArrivalFeed Feed { get; }

    public SiloCounts Counts { get; }

    /// <summary>Finds the grains of entities.</summary>
    public ShardMembers Members => _host.Services.GetRequiredService<ShardMembers>();

    public MeteredCutStore Cuts { get; }

    public BenchJournal Journal { get; }

    public static async Task<BenchSilo> StartAsync(string folder, RunConfig config, TimeProvider clock, CancellationToken cancellationToken)
    {
        var store = new RocksCutStore(Path.Combine(folder, "cuts"));
        var journal = new FileJournal(Path.Combine(folder, "journal"));
        var (cuts, metered) = (new MeteredCutStore(store), new BenchJournal(journal, clock));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.AddTwinSilo(new(config, new ShardLimits(), cuts, metered), clock);
        var silo = new BenchSilo(builder.Build(), store, journal, cuts, metered);
        await silo._host.StartAsync(cancellationToken);
        return silo;
    }

    /// <summary>Opens the shards of an earlier silo on this store.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => Feed.OpenKnownAsync(_store, cancellationToken);

    /// <summary>Entities and events applied, over all shards.</summary>
    public async Task<(long Entities, long Applied)> StatusAsync(CancellationToken cancellationToken)
    {
        var grains = _host.Services.GetRequiredService<IGrainFactory>();
        var (entities, applied) = (0L, 0L);
        foreach (var shard in Feed.Shards)
        {
            var status = await grains.GetGrain<IAccountTwinGrain>(shard).StatusAsync(cancellationToken);
            (entities, applied) = (entities + status.Entities, applied + status.EventsApplied);
        }

        return (entities, applied);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        await _journal.DisposeAsync();
        await _store.DisposeAsync();
    }
}
