using OrleansTwin.Ingest;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Hosting;

/// <summary>
/// Reads the files of watched folders as they come. A file is taken once its size and time stood still between two looks, read, and
/// acknowledged only when cuts hold its records and its dead letters are on disk; a file that changes later is read again, what it held before counting as copies.
/// </summary>
internal sealed class FolderWatch(IReadOnlyList<string> folders, RunConfig config, ReadLedger ledger, LiveSources sources, Action<string> tell)
{
    private const int FilesAtOnceMax = 500;

    private readonly SourceMeter _meter = sources.Meter(LiveSources.Folders);

    private readonly Dictionary<string, (long Length, DateTime Written)> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _faults = new(StringComparer.Ordinal);

    /// <summary>
    /// Watches until cancelled; <paramref name="caughtUp"/> is called whenever nothing is left to read. Looks again after
    /// <paramref name="poll"/>: network file systems notify nobody, and that a file has stopped growing takes two looks to tell.
    /// </summary>
    public async Task RunAsync(TimeSpan poll, TimeProvider clock, Action caughtUp, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(poll, clock);
        while (!cancellationToken.IsCancellationRequested)
        {
            var (ready, growing) = Look();
            if (ready.Count > 0)
            {
                await ReadAsync(ready, cancellationToken);
            }
            else if (growing == 0)
            {
                _meter.Becomes(SourceState.Reading);
                caughtUp();
            }

            if (ready.Count < FilesAtOnceMax)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    private (List<(SourceFile File, FileInfo Was)> Ready, int Growing) Look()
    {
        var ready = new List<(SourceFile, FileInfo)>();
        var growing = 0;
        if (folders.Count == 0)
        {
            return (ready, growing);
        }

        var files = SourceFolder.List(folders, SourceLimits.Default, out var faults);
        foreach (var fault in faults.Where(_faults.Add))
        {
            tell(fault);
        }

        foreach (var file in files)
        {
            var info = new FileInfo(file.Path);
            if (!info.Exists || ledger.IsRead(info))
            {
                continue;
            }

            var now = (info.Length, info.LastWriteTimeUtc);
            if (_seen.TryGetValue(info.FullName, out var before) && before == now && ready.Count < FilesAtOnceMax)
            {
                ready.Add((file, info));
            }
            else
            {
                _seen[info.FullName] = now;
                growing++;
            }
        }

        return (ready, growing);
    }

    private async Task ReadAsync(List<(SourceFile File, FileInfo Was)> ready, CancellationToken cancellationToken)
    {
        var source = new ArrivalSource([.. ready.Select(static pair => pair.File)], SourceLimits.Default, Disturbance.None, config.Rules, config.Mappings);
        var token = _meter.Hold();
        var (taken, durable) = (0L, new List<Task>());
        foreach (var some in source.Read().Chunk(ArrivalFeed.BatchEventsDefault))
        {
            durable.Add(await sources.Feed.DeliverAsync(some, cancellationToken));
            taken += some.Length;
        }

        await Task.WhenAll(durable);
        await sources.Intake.RefuseAsync(_meter, source.DeadLetters, cancellationToken);
        _meter.Took(taken, ready.Sum(static pair => pair.Was.Length));
        _meter.Let(token, acknowledged: true);
        ledger.Add([.. ready.Select(static pair => pair.Was)]);
        ready.ForEach(pair => _seen.Remove(pair.Was.FullName));
        foreach (var skipped in source.Skipped)
        {
            tell($"not a log: {skipped.Unit} ({skipped.Reason})");
        }

        foreach (var letter in source.DeadLetters)
        {
            tell($"not read: {letter.Source} {letter.Position}: {letter.Reason}");
        }

        tell($"{taken} events of {ready.Count} {(ready.Count == 1 ? "file" : "files")} read");
    }
}
