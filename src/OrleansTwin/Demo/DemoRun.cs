using OrleansTwin.Commands;
using OrleansTwin.Demo.Scenario;
using OrleansTwin.Hosting;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Demo;

/// <summary>
/// The steps of <c>twin demo</c>: write the scenario's logs, start the server, read the logs as any files at a pace for watching, tell
/// what the twin says meanwhile, wait. The server is given what any user gives it: logs, a configuration, indicators.
/// </summary>
internal static class DemoRun
{
    private const int Done = 0;
    private const int Usage = 2;
    private const int Failed = 3;
    private const int NotFound = 4;

    public static async Task<int> RunAsync(DemoOptions options, TimeProvider clock, CancellationToken cancellationToken)
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
            await Console.Error.WriteLineAsync($"The demo failed: {HostileText.Plain(error.Message)}");
            return Failed;
        }
    }

    private static async Task<int> StepsAsync(DemoOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var urls = ListenUrls.Parse("--urls", options.Urls, problems);
        foreach (var named in new[] { options.Data, options.Write }.OfType<string>().Where(static folder => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            problems.Add($"`{named}` is not empty; name a new or an empty folder");
        }

        if (problems.Count > 0)
        {
            problems.ForEach(static line => Console.Error.WriteLine(HostileText.Plain(line)));
            return Usage;
        }

        if (options.Write is { } only)
        {
            var written = DemoFolder.Write(only, options.Seed);
            Console.WriteLine($"twin replay {written.Logs} --config {written.Config} --intel {written.Intel}");
            return Done;
        }

        foreach (var url in urls.Where(static url => !ListenUrls.IsLoopback(url)))
        {
            await Console.Error.WriteLineAsync($"{url} can be reached from other machines, and there is no login: whoever reaches it reads everything.");
        }

        var folder = options.Data ?? Directory.CreateTempSubdirectory("twin-demo-").FullName;
        Directory.CreateDirectory(folder);
        try
        {
            return await PlayAsync(options, folder, urls, clock, cancellationToken);
        }
        finally
        {
            if (options.Data is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<int> PlayAsync(DemoOptions options, string folder, IReadOnlyList<string> urls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var written = DemoFolder.Write(folder, options.Seed);
        var config = RunConfigReader.Read(new(written.Config, [written.Intel], [], false), out var problems)
            ?? throw new InvalidOperationException(string.Join(" ", problems));
        await using var server = await StartAsync(
            new() { Folder = Path.Combine(folder, "store"), Urls = urls.Count > 0 ? urls : [ListenUrls.Default], Config = config, KeepAllEvents = true }, urls.Count == 0, clock, cancellationToken);
        server.NotYet = null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, server.Stopping);
        var narrator = new DemoNarrator(server, clock, started);
        narrator.Welcome(folder);
        using var telling = CancellationTokenSource.CreateLinkedTokenSource(either.Token);
        var alerts = narrator.TellAlertsAsync(telling.Token);
        var files = SourceFolder.List([written.Logs], SourceLimits.Default, out _);
        var source = new ArrivalSource(files, SourceLimits.Default, Disturbance.None, config.Rules, config.Mappings);
        // Reading before the clock starts keeps the pace free of it; the records are what any run reads.
        var records = source.Read().ToList();
        var played = clock.GetTimestamp();
        foreach (var chapter in DemoChapter.All)
        {
            DemoNarrator.Begin(chapter);
            await server.Feed.PlayAsync(ArrivalPace.PlayAsync(chapter.Of(records), time => DemoPace.Of(time) / options.Speed, played, clock, either.Token), clock, either.Token);
            await narrator.EndAsync(chapter, either.Token);
        }

        var found = await narrator.EndAsync(either.Token);
        if (!options.Exit)
        {
            Console.WriteLine("Everything has been played. Ctrl-C ends it.");
            await server.WaitAsync(cancellationToken);
        }

        await telling.CancelAsync();
        await alerts;
        return options.Exit && !found ? NotFound : Done;
    }

    // A port that was not asked for by name and is taken is no reason to give up.
    private static async Task<TwinServer> StartAsync(TwinServerOptions options, bool mayMove, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await TwinServer.StartAsync(options, clock, cancellationToken);
        }
        catch (IOException) when (mayMove)
        {
            return await TwinServer.StartAsync(options with { Urls = [ListenUrls.AnyFree] }, clock, cancellationToken);
        }
    }
}
