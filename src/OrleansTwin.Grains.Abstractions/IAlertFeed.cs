using OrleansTwin.Model.Alerts;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>The alert stream inside a silo's process: durable entries in order, resumable by number.</summary>
public interface IAlertFeed
{
    long OldestSeq { get; }

    long LastSeq { get; }

    /// <summary>Entries after <paramref name="afterSeq"/>, then those that come. Ends when the reader falls behind what is kept, or is cancelled.</summary>
    IAsyncEnumerable<JournalEntry> FollowAsync(long afterSeq, CancellationToken cancellationToken);
}
