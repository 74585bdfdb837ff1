using OrleansTwin.Model.Alerts;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Storage.Journal;

namespace OrleansTwin.Storage;

/// <summary>The journal in memory: for tests and runs that need not survive.</summary>
/// <param name="entriesMax">Entries kept; older ones are no longer served.</param>
public sealed class MemoryJournal(int entriesMax = int.MaxValue) : IJournal
{
    private readonly Lock _gate = new();
    private readonly Queue<JournalEntry> _entries = new();
    private readonly SeqWaiters _waiters = new();
    private readonly Dictionary<string, JournalEntry> _lastOf = new(StringComparer.Ordinal);
    private long _last;

    public long OldestSeq
    {
        get
        {
            lock (_gate)
            {
                return _last - _entries.Count + 1;
            }
        }
    }

    public long LastSeq => Interlocked.Read(ref _last);

    public ValueTask<IReadOnlyList<JournalEntry>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var numbered = new List<JournalEntry>(entries.Count);
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                numbered.Add(entry with { Seq = _last + 1 });
                _entries.Enqueue(numbered[^1]);
                _lastOf[entry.Alert.Id] = numbered[^1];
                Interlocked.Increment(ref _last);
                Trim();
            }
        }

        _waiters.Moved();
        return ValueTask.FromResult<IReadOnlyList<JournalEntry>>(numbered);
    }

    public ValueTask<long> WaitPastAsync(long seq, CancellationToken cancellationToken) => _waiters.PastAsync(seq, () => LastSeq, cancellationToken);

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(long fromSeq, int max, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. _entries.Where(entry => entry.Seq >= fromSeq).Take(max)]);
        }
    }

    public JournalEntry? LastOf(string alertId)
    {
        lock (_gate)
        {
            return _lastOf.GetValueOrDefault(alertId);
        }
    }

    private void Trim()
    {
        while (_entries.Count > entriesMax)
        {
            var gone = _entries.Dequeue();
            if (_lastOf.GetValueOrDefault(gone.Alert.Id) is { } last && last.Seq == gone.Seq)
            {
                _lastOf.Remove(gone.Alert.Id);
            }
        }
    }
}
