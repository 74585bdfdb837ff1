using Orleans;
using Orleans.Concurrency;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Grains.Queries;

/// <summary>Reads of the alert journal that wait for its next entry. Reentrant, since readers wait; it holds no state, so nothing can interleave badly.</summary>
[GrainType("alert-feed"), Reentrant]
public sealed class AlertFeedGrain(IJournal journal, QueryLimits limits, TimeProvider clock) : Grain, IAlertFeedGrain
{
    public async Task<AlertPage> ReadAsync(long after, int max, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (after >= journal.OldestSeq - 1 && wait > TimeSpan.Zero)
        {
            await WaitAsync(after, wait < limits.FeedWaitMax ? wait : limits.FeedWaitMax, cancellationToken);
        }

        var entries = await journal.ReadAsync(after + 1, Math.Clamp(max, 0, limits.FeedEntriesMax), cancellationToken);
        return new(journal.OldestSeq, journal.LastSeq, entries.ToValueArray());
    }

    private async Task WaitAsync(long after, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await journal.WaitPastAsync(after, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came for so long: the page is empty.
        }
    }
}
