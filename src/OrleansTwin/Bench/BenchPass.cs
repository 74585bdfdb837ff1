using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OrleansTwin.Journaling;
using OrleansTwin.Bench.Load;
using OrleansTwin.Bench.Measure;
using OrleansTwin.Commands;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Bench;

/// <summary>The timed part: the past is read and settled first, then the run is fed and settled while everything is metered.</summary>
internal sealed class BenchPass(BenchLoad load, RunConfig config, BenchSilo silo, TimeProvider clock)
{
    private const double MiB = 1024 * 1024;

    public async Task<BenchReport> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        await KnowPastAsync(cancellationToken);
        var due = new DueTimes(clock, load.Records, load.Singly ? load.Rate : null);
        await using var disk = new DiskProbe(folder, clock);
        var (calls, cuts, cutEntities, cutBytes) = (silo.Counts.GrainCalls, silo.Cuts.Cuts, silo.Cuts.Entities, silo.Cuts.Bytes);
        var (raised, reopened) = (silo.Counts.CausesRaised, silo.Counts.CausesReopened);
        var before = (await silo.StatusAsync(cancellationToken)).Applied;
        var pauses = silo.Counts.CutPauses.Count;
        silo.Journal.Measure(due);
        var (cpu, begun) = (Environment.CpuUsage.TotalTime, clock.GetTimestamp());
        due.Start();
        await FeedAsync(due, cancellationToken);
        var (wall, spent) = (clock.GetElapsedTime(begun), Environment.CpuUsage.TotalTime - cpu);
        silo.Journal.Measure(null);
        var (entities, applied) = await silo.StatusAsync(cancellationToken);
        var events = Math.Max(1, applied - before);
        var latency = silo.Journal.Latency.Micros(0.5, 0.9, 0.99, 1);
        var synced = disk.Syncs.Micros(0.5, 0.99);
        var paused = new Quantiles();
        foreach (var pause in silo.Counts.CutPauses.Skip(pauses))
        {
            paused.Add(pause);
        }

        return new()
        {
            Scenario = load.Name,
            Events = applied - before,
            WallSeconds = Math.Round(wall.TotalSeconds, 3),
            EventsPerSecond = Math.Round((applied - before) / wall.TotalSeconds, 1),
            CpuMicrosPerEvent = Math.Round(spent.TotalMicroseconds / events, 2),
            LatencyMicros = latency is null ? null : new(silo.Journal.Latency.Count, latency[0], latency[1], latency[2], latency[3], load.Singly ? "due" : "read"),
            GrainCallsPerEvent = Math.Round((silo.Counts.GrainCalls - calls) / (double)events, 3),
            CausesRaised = silo.Counts.CausesRaised - raised,
            CausesReopened = silo.Counts.CausesReopened - reopened,
            Activations = silo.Counts.Activations,
            Entities = entities,
            Cut = new(silo.Cuts.Cuts - cuts, paused.Micros(0.99)?[0], silo.Cuts.Entities - cutEntities, silo.Cuts.Bytes - cutBytes),
            BytesPerEntity = entities == 0 ? null : (GC.GetTotalMemory(forceFullCollection: true) - heap) / entities,
            Disk = new(synced?[0], synced?[1]),
            Rate = load.Rate == 0 ? null : load.Rate,
            InputBytes = load.Bytes == 0 ? null : load.Bytes,
            JournalAppendMicrosP99 = silo.Journal.Appends.Micros(0.99)?[0],
            Revisions = silo.Journal.Appends.Count,
            PeakRssMiB = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / MiB, 1),
            Processors = Environment.ProcessorCount,
            System = RuntimeInformation.OSDescription,
            Version = typeof(BenchPass).Assembly.GetName().Version!.ToString(3),
            NotMeasured = [.. Missing(latency is null, paused.Count == 0, synced is null)],
        };
    }

    private IEnumerable<string> Missing(bool latency, bool pauses, bool disk)
    {
        if (latency)
        {
            yield return load.Records == 0 ? "latencyMicros: recorded files do not say when a record was due" : "latencyMicros: the load raised no alert";
        }

        if (pauses)
        {
            yield return "cut.pauseMicrosP99: the owner told no pause";
        }

        if (disk)
        {
            yield return "disk: the run was too short for a sync beside it";
        }
    }

    private async Task KnowPastAsync(CancellationToken cancellationToken)
    {
        if (load.Past.Count == 0)
        {
            return;
        }

        var read = 0;
        foreach (var prepared in new ArrivalSource(load.Past, SourceLimits.Default, Disturbance.None, config.Rules, config.Mappings).Read())
        {
            await silo.Feed.TakeAsync(prepared, cancellationToken);
            if (++read % 1_000 == 0)
            {
                LogReading.Progress(FormattableString.Invariant($"before the run: {read} records"));
            }
        }

        await silo.Feed.SettleAsync(cancellationToken);
    }

    private async Task FeedAsync(DueTimes due, CancellationToken cancellationToken)
    {
        LogReading.Progress("the run");
        if (load.Singly)
        {
            await silo.Feed.PlayAsync(PacedAsync(due, cancellationToken), clock, cancellationToken);
            return;
        }

        var number = 0L;
        foreach (var prepared in Read(load.Files))
        {
            due.Read(LoadRecord.NumberOf(prepared.Record.Id) ?? number);
            number++;
            await silo.Feed.TakeAsync(prepared, cancellationToken);
        }

        await silo.Feed.SettleAsync(cancellationToken);
    }

    private async IAsyncEnumerable<PreparedEvent> PacedAsync(DueTimes due, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        foreach (var prepared in Read(load.Files))
        {
            // The rate of the scenario. Timers count whole milliseconds and must not be early.
            if (due.Until(number) is var ahead && ahead > TimeSpan.Zero)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(ahead.TotalMilliseconds)), clock, cancellationToken);
            }

            number++;
            yield return prepared;
        }
    }

    private IEnumerable<PreparedEvent> Read(IReadOnlyList<SourceFile> files) => new ArrivalSource(files, SourceLimits.Default, Disturbance.None, config.Rules, config.Mappings).Read();
}
