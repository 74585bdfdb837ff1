using OrleansTwin.Model.Alerts;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Grains.Queries;

/// <summary>A journal that wakes who waits for its next entry, after the entry is durable.</summary>
public sealed class RingingJournal(IJournal inner) : IJournal
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long OldestSeq => inner.OldestSeq;

    public long LastSeq => inner.LastSeq;

    public async ValueTask<IReadOnlyList<JournalEntry>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var numbered = await inner.AppendAsync(entries, cancellationToken);
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return numbered;
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(long fromSeq, int max, CancellationToken cancellationToken) => inner.ReadAsync(fromSeq, max, cancellationToken);

    public ValueTask<long> WaitPastAsync(long seq, CancellationToken cancellationToken) => inner.WaitPastAsync(seq, cancellationToken);

    public JournalEntry? LastOf(string alertId) => inner.LastOf(alertId);

    /// <summary>Returns once an entry after <paramref name="after"/> is durable (true), or after <paramref name="wait"/> (false).</summary>
    public async Task<bool> WaitAsync(long after, TimeSpan wait, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            // Taken before the look, so that an append between the two rings the one that is awaited.
            var next = _next.Task;
            if (inner.LastSeq > after)
            {
                return true;
            }

            var left = wait - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            try
            {
                await next.WaitAsync(left, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                return inner.LastSeq > after;
            }
        }
    }
}
