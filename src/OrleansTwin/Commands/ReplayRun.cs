using System.Diagnostics;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Journaling;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Local;
using OrleansTwin.Pipeline.Output;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Commands;

/// <summary>The steps of a replay: list, read, run an engine, settle, write, tell.</summary>
internal static class ReplayRun
{
    private const int Done = 0;
    private const int SomeDeadLettered = 1;
    private const int Usage = 2;
    private const int Failed = 3;

    private const string Finished = "summary.json";
    /// <summary>Runs and gives the exit status of CONTRACTS; what was not foreseen ends in one sentence and status 3.</summary>
    public static async Task<int> RunAsync(ReplayOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await StepsAsync(options, clock, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"The replay failed: {HostileText.Plain(error.Message)}");
            return Failed;
        }
    }

    private static async Task<int> StepsAsync(ReplayOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var finished = File.Exists(Path.Combine(options.Out, Finished));
        if (finished && !options.Force)
        {
            await Console.Error.WriteLineAsync($"`{options.Out}` holds a finished result; name another folder or give --force.");
            return Usage;
        }

        var files = SourceFolder.List(options.Paths, SourceLimits.Default, out var problems);
        if (files.Count == 0)
        {
            var why = problems.Count > 0 ? problems : [$"No log was found: there is no file in {string.Join(", ", options.Paths.Select(static path => $"`{path}`"))}."];
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, why.Append(LogReading.WhatToGive).Select(static line => HostileText.Plain(line))));
            return Usage;
        }

        if (RunConfigReader.Read(new(options.Config, options.Intel, options.Rules, options.NoDefaultRules), out var wrong) is not { } config)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong.Select(static line => HostileText.Plain(line))));
            return Usage;
        }

        var notes = new List<string>();
        if (InitialState.Read(options.Snapshots, notes) is not { } state)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, notes.Select(static line => HostileText.Plain(line))));
            return Usage;
        }

        // Before a store is made and a silo is started: where there is no record there is no result.
        var source = new ArrivalSource(files, SourceLimits.Default, options.Disturbance, config.Rules, config.Mappings) { InitialState = state };
        if (!source.HasRecord())
        {
            await Console.Error.WriteLineAsync(LogReading.NothingIn(files, source, problems));
            return Usage;
        }

        if (WorkingStore.Open(options, files, anew: finished, out var problem) is not { } work)
        {
            await Console.Error.WriteLineAsync(problem);
            return Usage;
        }

        var started = clock.GetTimestamp();
        var result = options.Engine == "local"
            ? Local(source, config)
            : await SiloRun.RunAsync(source, config, options, work, clock, cancellationToken);
        var (worlds, counts) = (result.Worlds, result.Counts);
        var view = SettledStage.Settle(worlds, StageBinding.Views(config), config.Intel);
        IReadOnlyList<DeadLetter> letters = [.. source.DeadLetters, .. worlds.SelectMany(static world => world.DeadLetters)];
        ResultFolder.Write(options.Out, view, letters, options.Lines, options.Events);
        if (result.Journal is { } journal)
        {
            ResultFolder.Lines(options.Out, "journal.jsonl", journal.Select(static entry => TwinJson.Line(entry)));
        }

        var wall = clock.GetElapsedTime(started).TotalSeconds;
        var summary = new RunSummary
        {
            Events = counts with { DeadLettered = letters.Count },
            Entities = view.Entities.Count,
            Activations = result.Activations,
            GrainCalls = result.GrainCalls,
            Signals = view.Signals.Count,
            Alerts = view.Answer.Alerts.Count,
            Incidents = view.Answer.Incidents.Count,
            WallSeconds = Math.Round(wall, 3),
            CpuSeconds = Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 3),
            EventsPerSecond = Math.Round(counts.Read / Math.Max(wall, 0.001), 1),
            PeakRssMiB = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024.0), 1),
            LatencyMicros = Latency(result.Journal ?? []),
            Engine = options.Engine,
            Version = typeof(ReplayRun).Assembly.GetName().Version!.ToString(3),
            Seed = options.Disturbance.Seed,
            UndecidedRules = source.UndecidedRules,
        };
        ResultFolder.Lines(options.Out, Finished, [TwinJson.Line(summary)]);
        Tell(view, summary, source, [.. problems, .. wrong, .. notes]);
        return letters.Count > 0 ? SomeDeadLettered : Done;
    }

    private static EngineResult Local(ArrivalSource source, RunConfig config)
    {
        var result = LocalEngine.Run(source.Read(), StageBinding.Stages(config), ShardId.DefaultTenant);
        return new(result.Worlds, result.Counts);
    }

    private static RunLatency? Latency(IReadOnlyList<JournalEntry> journal)
    {
        var measured = new Quantiles();
        foreach (var micros in journal.Select(static entry => entry.LatencyMicros?.Published).OfType<long>())
        {
            measured.Add(TimeSpan.FromMicroseconds(micros));
        }

        return measured.Micros(0.5, 0.9, 0.99, 1) is [var median, var ninety, var most, var max] ? new(median, ninety, most, max) : null;
    }

    private static void Tell(SettledView view, RunSummary summary, ArrivalSource source, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems.Concat(source.Skipped.Select(static skipped => $"not a log: {skipped.Unit} ({skipped.Reason})")))
        {
            Console.WriteLine(HostileText.Plain(problem));
        }

        foreach (var (rule, times) in source.UndecidedRules)
        {
            Console.WriteLine($"could not be decided {times} times: {HostileText.Plain(rule)}");
        }

        Console.WriteLine($"{summary.Events.Read} events read, {summary.Events.Applied} applied, {summary.Events.Duplicates} duplicates, {summary.Events.DeadLettered} dead letters; {summary.Entities} entities, {Durations.Count(summary.Signals, "signal")}, {Durations.Count(summary.Alerts, "alert")}, {Durations.Count(summary.Incidents, "incident")} in {summary.WallSeconds} s");
        foreach (var incident in view.Answer.Incidents)
        {
            Console.WriteLine($"{incident.Severity,-8} {incident.FirstSeen:u} {HostileText.Plain(incident.Title)} ({Durations.Count(incident.Steps.Count, "step")}, {Durations.Count(incident.Signals.Count, "signal")}) {incident.Id}");
        }
    }
}
