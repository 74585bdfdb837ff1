using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Hosting;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Commands;

/// <summary>The steps of <c>twin open</c>: list, check, start the server, read, work the report out, tell the address, wait.</summary>
internal static class OpenRun
{
    private const int Done = 0;
    private const int Usage = 2;
    private const int Failed = 3;
    private const int ProgressEvery = 1_000;
    private const int LinesShown = 20;

    public static async Task<int> RunAsync(OpenOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await StepsAsync(options, clock, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"The files could not be opened: {HostileText.Plain(error.Message)}");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Done;
        }
    }

    private static async Task<int> StepsAsync(OpenOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var problems = new List<string>();
        var urls = ListenUrls.Parse("--urls", options.Urls, problems);
        var files = SourceFolder.List(options.Paths, SourceLimits.Default, out var faults);
        if (files.Count == 0)
        {
            problems.AddRange(faults.Count > 0 ? faults : [$"There is no file in {string.Join(", ", options.Paths.Select(static path => $"`{path}`"))}."]);
            problems.Add(LogReading.WhatToGive);
        }

        if (options.Data is { } named && Directory.Exists(named) && Directory.EnumerateFileSystemEntries(named).Any())
        {
            problems.Add($"--data: `{named}` is not empty; name a new or an empty folder");
        }

        var config = RunConfigReader.Read(new(options.Config, options.Intel, options.Rules, options.NoDefaultRules), out var wrong);
        if (config is null)
        {
            problems.AddRange(wrong);
        }

        var notes = new List<string>();
        if (InitialState.Read(options.Snapshots, notes) is not { } state)
        {
            problems.AddRange(notes);
            state = [];
        }

        if (config is null || problems.Count > 0)
        {
            problems.ForEach(static line => Console.Error.WriteLine(HostileText.Plain(line)));
            return Usage;
        }

        foreach (var url in urls.Where(static url => !ListenUrls.IsLoopback(url)))
        {
            await Console.Error.WriteLineAsync($"{url} can be reached from other machines, and there is no login: whoever reaches it reads everything.");
        }

        var folder = options.Data ?? Directory.CreateTempSubdirectory("twin-open-").FullName;
        Directory.CreateDirectory(folder);
        Console.WriteLine($"Writing into {folder}{(options.Data is null ? ", which is removed at the end" : string.Empty)}");
        try
        {
            return await ServeAsync(options, files, state, [.. faults, .. wrong, .. notes], folder, urls, config, (clock, started), cancellationToken);
        }
        finally
        {
            if (options.Data is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<int> ServeAsync(
        OpenOptions options, IReadOnlyList<SourceFile> files, IReadOnlyList<PreparedEvent> state, IReadOnlyList<string> faults, string folder, IReadOnlyList<string> urls, Pipeline.RunConfig config,
        (TimeProvider Clock, long Started) time, CancellationToken cancellationToken)
    {
        await using var server = await StartAsync(new() { Folder = folder, Urls = urls.Count > 0 ? urls : [ListenUrls.Default], Config = config, KeepAllEvents = true, FirstPage = "/report" }, urls.Count == 0, time.Clock, cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, server.Stopping);
        var source = new ArrivalSource(files, SourceLimits.Default, Disturbance.None, config.Rules, config.Mappings) { InitialState = state };
        var events = await ReadAsync(source, server.Feed, either.Token);
        if (events == 0)
        {
            await Console.Error.WriteLineAsync(LogReading.NothingIn(files, source, faults));
            return Usage;
        }

        var report = await server.Grains.GetGrain<ITenantTwinGrain>(ShardId.DefaultTenant).ReportAsync(either.Token);
        server.NotYet = null;
        Tell(source, faults, report, time.Clock.GetElapsedTime(time.Started));
        foreach (var address in server.Addresses)
        {
            Console.WriteLine($"First report:  {address}/report");
            Console.WriteLine($"Incidents:     {address}/incidents");
            Console.WriteLine($"Alert stream:  {address}/api/v1/alerts/stream");
        }

        Console.WriteLine("Ctrl-C ends it.");
        await server.WaitAsync(cancellationToken);
        return Done;
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

    private static async Task<long> ReadAsync(ArrivalSource source, ArrivalFeed feed, CancellationToken cancellationToken)
    {
        long events = 0;
        foreach (var prepared in source.Read())
        {
            await feed.TakeAsync(prepared, cancellationToken);
            if (!prepared.IsState && ++events % ProgressEvery == 0)
            {
                LogReading.Progress($"{events} events read, now {prepared.Record.Time.UtcDateTime:yyyy-MM-dd HH:mm}");
            }
        }

        LogReading.Progress($"{events} events read, working out what they mean");
        await feed.SettleAllAsync(cancellationToken);
        LogReading.EndProgress();
        return events;
    }

    private static void Tell(ArrivalSource source, IReadOnlyList<string> faults, ReportView report, TimeSpan took)
    {
        var lines = faults.Concat(source.Skipped.Select(static skipped => $"not a log: {skipped.Unit} ({skipped.Reason})"))
            .Concat(source.DeadLetters.Select(static letter => $"not read: {letter.Source} {letter.Position}: {letter.Reason}")).ToList();
        foreach (var line in lines.Take(LinesShown))
        {
            Console.WriteLine(HostileText.Plain(line));
        }

        if (lines.Count > LinesShown)
        {
            Console.WriteLine($"and {lines.Count - LinesShown} more that were not read");
        }

        Console.WriteLine($"{report.Events} events, {report.Entities} entities, {report.From:yyyy-MM-dd HH:mm} to {report.To:yyyy-MM-dd HH:mm} UTC; report after {Math.Round(took.TotalSeconds, 1).ToString(System.Globalization.CultureInfo.InvariantCulture)} s");
    }
}
