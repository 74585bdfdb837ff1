using OrleansTwin.Journaling;

namespace OrleansTwin.Bench.Measure;

/// <summary>
/// What a small synced write costs on the disk of the store while the load runs: one page appended and synced, ten times a second.
/// </summary>
internal sealed class DiskProbe : IAsyncDisposable
{
    private const int PageBytes = 4_096;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _clock;
    private readonly Task _running;

    public DiskProbe(string folder, TimeProvider clock)
    {
        _clock = clock;
        _running = Task.Factory.StartNew(() => Run(Path.Combine(folder, "probe.bin")), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Quantiles Syncs { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    // A thread of its own: a sync blocks.
    private void Run(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[PageBytes];
        while (!_stop.Token.WaitHandle.WaitOne(Every))
        {
            var begun = _clock.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            Syncs.Add(_clock.GetElapsedTime(begun));
        }
    }
}
