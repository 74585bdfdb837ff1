namespace OrleansTwin.Storage.Journal;

/// <summary>Wakes those who wait for a journal number.</summary>
internal sealed class SeqWaiters
{
    private TaskCompletionSource _moved = Fresh();

    /// <summary>Called after the last number has risen.</summary>
    public void Moved() => Interlocked.Exchange(ref _moved, Fresh()).TrySetResult();

    /// <summary>Nothing more will come: whoever waits is told.</summary>
    public void Close()
    {
        var moved = Volatile.Read(ref _moved);
        moved.TrySetException(new ObjectDisposedException("The journal is closed."));
        _ = moved.Task.Exception;
    }

    public async ValueTask<long> PastAsync(long seq, Func<long> last, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the number is read: an append in between completes it.
            var moved = Volatile.Read(ref _moved).Task;
            var now = last();
            if (now > seq)
            {
                return now;
            }

            await moved.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
