using OrleansTwin.Model.Alerts;

namespace OrleansTwin.Pipeline.Ports;

/// <summary>The alert journal: appended and synced before publishing. Numbers begin at 1 and have no gaps.</summary>
public interface IJournal
{
    /// <summary>Oldest number still kept, or last + 1 where nothing is.</summary>
    long OldestSeq { get; }

    /// <summary>Last durable number; 0 where nothing was written.</summary>
    long LastSeq { get; }

    /// <summary>Appends in order and returns the entries with their numbers once they are on disk. Concurrent calls share one sync.</summary>
    ValueTask<IReadOnlyList<JournalEntry>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken);

    /// <summary>Durable entries from <paramref name="fromSeq"/> on, at most <paramref name="max"/>.</summary>
    ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(long fromSeq, int max, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the last durable number as soon as it is past <paramref name="seq"/>: at once where it is already. A follower reads from
    /// seq + 1, waits for more past what it read, and begins again at <see cref="OldestSeq"/> where it fell behind.
    /// Ends with <see cref="ObjectDisposedException"/> when the journal is closed.
    /// </summary>
    ValueTask<long> WaitPastAsync(long seq, CancellationToken cancellationToken);

    /// <summary>The last revision of an alert in the journal, or null. A replay that derives the same content publishes nothing.</summary>
    JournalEntry? LastOf(string alertId);
}
