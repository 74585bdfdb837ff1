using OrleansTwin.Bench.Load;
using OrleansTwin.Bench.Measure;
using OrleansTwin.Commands;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Bench;

/// <summary>The steps of <c>twin bench</c>: make the load, know the past, measure the run, open it again, measure the stages, tell.</summary>
internal static class BenchRun
{
    private const int Done = 0;
    private const int Usage = 2;
    private const int Failed = 3;

    public static async Task<int> RunAsync(BenchOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var work = options.Work ?? Directory.CreateTempSubdirectory("twin-bench-").FullName;
        try
        {
            if (Directory.Exists(work) && Directory.EnumerateFileSystemEntries(work).Any())
            {
                await Console.Error.WriteLineAsync($"`{HostileText.Plain(work)}` is not empty; name a new or empty folder with --work.");
                return Usage;
            }

            return await StepsAsync(options, work, clock, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"The measurement failed: {HostileText.Plain(error.Message)}");
            return Failed;
        }
        finally
        {
            if (options.Work is null)
            {
                Directory.Delete(work, recursive: true);
            }
        }
    }

    private static async Task<int> StepsAsync(BenchOptions options, string work, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (RunConfigReader.Read(new(null, [], [], false), out var wrong) is not { } config)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong.Select(static line => HostileText.Plain(line))));
            return Usage;
        }

        Directory.CreateDirectory(work);
        var load = options.Scenario is { } scenario ? Make(options, scenario, work) : BenchLoad.Of(SourceFolder.List(options.Cases, SourceLimits.Default, out _));
        if (load.Files.Count == 0)
        {
            await Console.Error.WriteLineAsync("No log was found. Give files or folders with CloudTrail records (JSON, gzip) or VPC flow-log lines.");
            return Usage;
        }

        var report = await MeasureAsync(load, config, options, work, clock, cancellationToken);
        await File.WriteAllTextAsync(options.Out, TwinJson.Line(report) + "\n", cancellationToken);
        Tell(report);
        return Done;
    }

    private static BenchLoad Make(BenchOptions options, BenchScenario asked, string work)
    {
        LogReading.Progress("making the load");
        var scenario = options.Entities is { } entities ? asked with { Entities = entities } : asked;
        var rate = options.Rate ?? scenario.Rate;
        var folder = new LoadFolder(new LoadWorld(scenario, options.Seed), scenario, Path.Combine(work, "load"), options.Seed);
        folder.WritePast();
        folder.WriteRun((int)Math.Min(int.MaxValue, (long)options.Seconds * rate), rate);
        return new(
            scenario.Name,
            SourceFolder.List([folder.PastFolder], SourceLimits.Default, out _),
            SourceFolder.List([folder.RunFolder], SourceLimits.Default, out _),
            folder.Records,
            folder.Bytes,
            rate,
            scenario.Singly);
    }

    private static async Task<BenchReport> MeasureAsync(BenchLoad load, RunConfig config, BenchOptions options, string work, TimeProvider clock, CancellationToken cancellationToken)
    {
        var store = Path.Combine(work, "store");
        Directory.CreateDirectory(store);
        BenchReport report;
        await using (var silo = await BenchSilo.StartAsync(store, config, clock, cancellationToken))
        {
            report = await new BenchPass(load, config, silo, clock).RunAsync(store, cancellationToken);
        }

        LogReading.Progress("opening the store again");
        var begun = clock.GetTimestamp();
        double recovery;
        await using (var again = await BenchSilo.StartAsync(store, config, clock, cancellationToken))
        {
            await again.OpenAsync(cancellationToken);
            recovery = clock.GetElapsedTime(begun).TotalSeconds;
        }

        LogReading.Progress("measuring the stages");
        var stages = new StagePass(config.Rules).Run(load.Files);
        LogReading.EndProgress();
        return report with
        {
            Seed = options.Seed,
            RecoverySeconds = Math.Round(recovery, 3),
            Stages = [.. stages, new("owner, grains, cuts, journal, feed", Math.Round(report.CpuMicrosPerEvent - stages.Where(static stage => stage.Name is not ("fold" or "reduce")).Sum(static stage => stage.CpuMicrosPerEvent), 2))],
        };
    }

    private static void Tell(BenchReport report)
    {
        Console.WriteLine(FormattableString.Invariant($"{report.Scenario}: {report.Events} events in {report.WallSeconds:0.0} s, {report.EventsPerSecond:0} events/s durable, {report.CpuMicrosPerEvent:0.0} µs processor time an event, {report.Entities} entities, {report.GrainCallsPerEvent:0.00} grain calls an event"));
        if (report.LatencyMicros is { } latency)
        {
            Console.WriteLine(FormattableString.Invariant($"latency of {latency.Count} revisions from {latency.From}: p50 {latency.P50} µs, p90 {latency.P90}, p99 {latency.P99}, max {latency.Max}; fsync p50 {report.Disk.FsyncMicrosP50}, p99 {report.Disk.FsyncMicrosP99}"));
        }

        Console.WriteLine(FormattableString.Invariant($"{report.CausesRaised} changes worked out, {report.CausesReopened} opened again by late ones; peak memory {report.PeakRssMiB} MiB"));
        Console.WriteLine(FormattableString.Invariant($"{report.Cut.Count} cuts with {report.Cut.Entities} entity states, {report.Cut.Bytes} bytes; open again in {report.RecoverySeconds:0.0} s; {report.BytesPerEntity} bytes an entity"));
        foreach (var stage in report.Stages)
        {
            Console.WriteLine(FormattableString.Invariant($"  {stage.CpuMicrosPerEvent,8:0.00} µs an event  {stage.Name}"));
        }

        foreach (var missing in report.NotMeasured)
        {
            Console.WriteLine($"not measured: {missing}");
        }
    }
}
