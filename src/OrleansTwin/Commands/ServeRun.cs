using OrleansTwin.Hosting;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Ingest;

namespace OrleansTwin.Commands;

/// <summary>The steps of <c>twin serve</c>: settings, server, watch the folders until asked to stop.</summary>
internal static class ServeRun
{
    private const int LateEventsNamedMax = 1_000;

    private const int Done = 0;
    private const int Usage = 2;
    private const int Failed = 3;
    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(ServeOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await StepsAsync(options, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Done;
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync($"The server ended: {HostileText.Plain(error.Message)}");
            return Failed;
        }
    }

    private static async Task<int> StepsAsync(ServeOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var settings = ServeSettings.Read(options, out var problems);
        foreach (var problem in problems)
        {
            await Console.Error.WriteLineAsync(HostileText.Plain(problem));
        }

        if (settings is null)
        {
            return Usage;
        }

        foreach (var url in settings.Urls.Where(static url => !ListenUrls.IsLoopback(url)))
        {
            await Console.Error.WriteLineAsync($"{url} can be reached from other machines, and there is no login: whoever reaches it reads everything.");
        }

        Directory.CreateDirectory(settings.Folder);
        var gateway = settings.Gateway is 0 ? SiloComposition.FreePort() : settings.Gateway;
        await using var server = await TwinServer.StartAsync(
            new() { Folder = settings.Folder, Urls = settings.Urls, Config = settings.Config, KeepAllEvents = settings.KeepAllEvents, LateEventsNamedMax = LateEventsNamedMax, Gateway = gateway, Sources = feed => new(settings.Sources, settings.Config, feed, settings.Folder, clock, Tell) }, clock, cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, server.Stopping);
        foreach (var address in server.Addresses)
        {
            Console.WriteLine($"Serving {address}; alert stream {address}/api/v1/alerts/stream");
        }

        if (gateway is { } port)
        {
            Console.WriteLine(FormattableString.Invariant($"Gateway for .NET clients 127.0.0.1:{port}; who connects to it may call every grain"));
        }

        Told(settings);
        using var ledger = new ReadLedger(Path.Combine(settings.Folder, "read.log"));
        var watch = new FolderWatch(settings.Watched, settings.Config, ledger, server.Live!, Tell);
        var settled = new Lazy<Task>(() => SettleAsync(server, either.Token));
        var sources = server.Live!.RunAsync(either.Token);
        try
        {
            await watch.RunAsync(settings.Poll, clock, () => _ = settled.Value, either.Token);
        }
        finally
        {
            await either.CancelAsync();
            await sources;
        }

        return Done;
    }

    private static void Told(ServeSettings settings)
    {
        var sources = settings.Sources;
        Console.WriteLine(settings.Watched.Count > 0 ? $"Watching {string.Join(", ", settings.Watched)}" : "No folder is watched; name some under Sources:Folders.");
        foreach (var line in sources.Queues.Select(static queue => $"Reading {queue.Name}")
            .Concat(sources.Backfills.Select(static backfill => $"Backfilling {backfill.Name}"))
            .Concat(sources.Clusters.Select(static cluster => $"Reading {cluster.Name} ({string.Join(", ", cluster.Topics)})"))
            .Concat(sources.Receivers.Select(static receiver => $"Receiving at /ingest/{receiver.Name}")))
        {
            Tell(line);
        }
    }

    private static void Tell(string line) => Console.WriteLine(HostileText.Plain(line));

    /// <summary>What the folders held is worked out to its end before the server counts as ready; sources that never pause are not waited for.</summary>
    private static async Task SettleAsync(TwinServer server, CancellationToken cancellationToken)
    {
        using var longest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        longest.CancelAfter(SettleMax);
        try
        {
            await server.Live!.Feed.SettleAsync(longest.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Ready all the same: it answers from what is applied.
        }

        Ready(server);
    }

    private static void Ready(TwinServer server)
    {
        if (server.NotYet is not null)
        {
            server.NotYet = null;
            Console.WriteLine("All that is there has been read. Ctrl-C ends it.");
        }
    }
}
