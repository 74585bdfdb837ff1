using System.Collections.Concurrent;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Journaling;

/// <summary>
/// A journal that knows, for each number it gave in this run, when the decision was made (it was asked to append), when the entry was on
/// disk, and when a subscriber of its own had read it, as any reader of the stream does.
/// </summary>
internal sealed class MeteredJournal(IJournal inner, ReceiptBook receipts, TimeProvider clock) : IJournal
{
    private const int PageMax = 1_000;

    private readonly ConcurrentDictionary<long, (long Decided, long Synced)> _appends = new();
    private readonly Dictionary<long, long> _published = [];

    public long OldestSeq => inner.OldestSeq;

    public long LastSeq => inner.LastSeq;

    public async ValueTask<IReadOnlyList<JournalEntry>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var decided = clock.GetTimestamp();
        var numbered = await inner.AppendAsync(entries, cancellationToken);
        var synced = clock.GetTimestamp();
        foreach (var entry in numbered)
        {
            _appends[entry.Seq] = (decided, synced);
        }

        return numbered;
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(long fromSeq, int max, CancellationToken cancellationToken) => inner.ReadAsync(fromSeq, max, cancellationToken);

    public ValueTask<long> WaitPastAsync(long seq, CancellationToken cancellationToken) => inner.WaitPastAsync(seq, cancellationToken);

    public JournalEntry? LastOf(string alertId) => inner.LastOf(alertId);

    /// <summary>Reads every entry after the present last one as soon as it can be read, until it is cancelled and has read all.</summary>
    public async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        var read = LastSeq;
        try
        {
            while (true)
            {
                await WaitPastAsync(read, cancellationToken);
                read = await ReadOnAsync(read);
            }
        }
        catch (OperationCanceledException)
        {
            await ReadOnAsync(read);
        }
    }

    /// <summary>All entries kept, with the latencies of those of this run. After the subscriber has ended.</summary>
    public async Task<IReadOnlyList<JournalEntry>> EntriesAsync()
    {
        var entries = new List<JournalEntry>();
        for (var next = OldestSeq; next <= LastSeq; next = entries[^1].Seq + 1)
        {
            var page = await ReadAsync(next, PageMax, CancellationToken.None);
            if (page.Count == 0)
            {
                break;
            }

            entries.AddRange(page.Select(entry => entry with { LatencyMicros = LatencyOf(entry) }));
        }

        return entries;
    }

    private async Task<long> ReadOnAsync(long read)
    {
        while (await ReadAsync(read + 1, PageMax, CancellationToken.None) is { Count: > 0 } page)
        {
            var now = clock.GetTimestamp();
            foreach (var entry in page)
            {
                _published[entry.Seq] = now;
            }

            read = page[^1].Seq;
        }

        return read;
    }

    // A retraction has no signals any more, so no record of which it could count from.
    private LatencyMicros? LatencyOf(JournalEntry entry)
    {
        if (!_appends.TryGetValue(entry.Seq, out var append) || receipts.LastOf(entry.Signals.SelectMany(static signal => signal.Evidence)) is not { } receipt)
        {
            return null;
        }

        long Since(long timestamp) => (long)clock.GetElapsedTime(receipt.Received, timestamp).TotalMicroseconds;
        long? published = _published.TryGetValue(entry.Seq, out var read) ? Since(read) : null;

        // An entry can be read only once it is on disk: a reader that was quicker than the answer to the append knows the time better.
        var synced = Math.Min(Since(append.Synced), published ?? long.MaxValue);
        return new(receipt.Parsed is { } parsed ? Since(parsed) : null, receipt.Applied is { } applied ? Since(applied) : null, Since(append.Decided), synced, published);
    }
}
