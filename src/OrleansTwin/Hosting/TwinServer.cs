using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Ingest;
using OrleansTwin.Storage;
using OrleansTwin.Web;
using OrleansTwin.Web.Api;

namespace OrleansTwin.Hosting;

/// <summary>
/// A running server: silo, API, alert stream and pages over one folder, and a feed that takes arrivals over time.
/// <c>open</c>, <c>serve</c> and <c>demo</c> start one, feed it, say when it is ready, and wait.
/// </summary>
internal sealed class TwinServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RocksCutStore _store;
    private readonly FileJournal _journal;

    private TwinServer(WebApplication app, RocksCutStore store, FileJournal journal, ArrivalFeed feed) => (_app, _store, _journal, Feed) = (app, store, journal, feed);

    /// <summary>Takes arrivals; for one thread at a time, and not beside <see cref="Live"/>.</summary>
    public ArrivalFeed Feed { get; }

    /// <summary>The sources it was started with.</summary>
    public LiveSources? Live { get; private set; }

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Addresses it listens on, with their real ports.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Order(StringComparer.Ordinal)];

    /// <summary>Cancelled when the server is asked to stop.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <summary>Null when what it was started with has been read, else what still goes on.</summary>
    public string? NotYet
    {
        get => _app.Services.GetRequiredService<WebReadiness>().NotYet;
        set => _app.Services.GetRequiredService<WebReadiness>().NotYet = value;
    }

    /// <summary>Starts the silo and the web side, and opens the shards that the folder knows. An <see cref="IOException"/> says that an address is taken.</summary>
    public static async Task<TwinServer> StartAsync(TwinServerOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var store = new RocksCutStore(Path.Combine(options.Folder, "cuts"));
        var journal = new FileJournal(Path.Combine(options.Folder, "journal", "alerts.log"));
        WebApplication? app = null;
        try
        {
            // Static files and settings lie beside the program, wherever it is called from; a working directory is no configuration.
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(TwinServer).Assembly.GetName().Name });
            builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
            builder.AddTwinSilo(new(options.Config, new ShardLimits { KeepAllEvents = options.KeepAllEvents, LateEventsNamedMax = options.LateEventsNamedMax }, store, journal), clock, options.Gateway);
            builder.AddTwinWeb(new() { Urls = options.Urls, FirstPage = options.FirstPage });
            builder.Services.AddSingleton<IIncidentForm, OcsfIncidentForm>();
            app = builder.Build();
            app.UseTwinWeb();
            var grains = app.Services.GetRequiredService<IGrainFactory>();
            var server = new TwinServer(app, store, journal, new ArrivalFeed(grains)) { NotYet = options.Starting };
            var live = options.Sources is null ? null : new LiveFeed(grains);
            server.Live = live is null ? null : options.Sources!(live);
            server.Live?.Join(app);
            await app.StartAsync(cancellationToken);
            await (live?.OpenKnownAsync(store, cancellationToken) ?? server.Feed.OpenKnownAsync(store, cancellationToken));
            return server;
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            await journal.DisposeAsync();
            store.Dispose();
            throw;
        }
    }

    /// <summary>Returns when the server is asked to stop (Ctrl-C, SIGTERM) or the token is cancelled.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource();
        await using var asked = Stopping.Register(() => stopped.TrySetResult());
        await using var cancelled = cancellationToken.Register(() => stopped.TrySetResult());
        await stopped.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        if (Live is not null)
        {
            await Live.DisposeAsync();
        }

        await _app.DisposeAsync();
        await _journal.DisposeAsync();
        _store.Dispose();
    }
}
