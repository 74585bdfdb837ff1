using OrleansTwin.Journaling;
using OrleansTwin.Bench.Load;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Bench.Measure;

/// <summary>
/// The journal, with the time from when an alert's last evidence was due until its revision was on disk, and the time of each append.
/// What is published of records that are none of the load's is not counted.
/// </summary>
internal sealed class BenchJournal(IJournal inner, TimeProvider clock) : IJournal
{
    private volatile DueTimes? _due;

    public Quantiles Latency { get; } = new();

    public Quantiles Appends { get; } = new();

    public long OldestSeq => inner.OldestSeq;

    public long LastSeq => inner.LastSeq;

    /// <summary>Begins to measure; before it, and after null, nothing is.</summary>
    public void Measure(DueTimes? due) => _due = due;

    public async ValueTask<IReadOnlyList<JournalEntry>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var due = _due;
        var begun = clock.GetTimestamp();
        var numbered = await inner.AppendAsync(entries, cancellationToken);
        if (due is null)
        {
            return numbered;
        }

        Appends.Add(clock.GetElapsedTime(begun));
        foreach (var entry in numbered)
        {
            // The evidence that came last made the revision: it is the one that was due last.
            var last = entry.Signals.SelectMany(static signal => signal.Evidence).Select(LoadRecord.NumberOf).Max();
            if (entry.State != AlertState.Retracted && last is { } number && due.Since(number) is { } latency)
            {
                Latency.Add(latency);
            }
        }

        return numbered;
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(long fromSeq, int max, CancellationToken cancellationToken) => inner.ReadAsync(fromSeq, max, cancellationToken);

    public ValueTask<long> WaitPastAsync(long seq, CancellationToken cancellationToken) => inner.WaitPastAsync(seq, cancellationToken);

    public JournalEntry? LastOf(string alertId) => inner.LastOf(alertId);
}
