namespace OrleansTwin.Ingest;

/// <summary>A bound on bytes in flight: whoever wants more than is left waits, first come first served. For many threads at once.</summary>
internal sealed class ByteBudget
{
    private readonly Lock _lock = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Given)> _waiting = new();
    private readonly long _bytesMax;
    private long _left;

    public ByteBudget(long bytesMax) => (_bytesMax, _left) = (bytesMax, bytesMax);

    public long InFlight
    {
        get
        {
            lock (_lock)
            {
                return _bytesMax - _left;
            }
        }
    }

    /// <summary>One that wants more than there is at all gets all there is.</summary>
    /// <returns>What was taken, to be given back.</returns>
    public async Task<long> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        var wanted = Math.Min(bytes, _bytesMax);
        TaskCompletionSource given;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _left >= wanted)
            {
                _left -= wanted;
                return wanted;
            }

            given = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((wanted, given));
        }

        await using (cancellationToken.Register(static state => ((TaskCompletionSource)state!).TrySetCanceled(), given))
        {
            await given.Task;
        }

        return wanted;
    }

    public void Give(long bytes)
    {
        lock (_lock)
        {
            _left += bytes;
            while (_waiting.TryPeek(out var first) && (_left >= first.Bytes || first.Given.Task.IsCompleted))
            {
                _waiting.Dequeue();
                if (first.Given.TrySetResult())
                {
                    _left -= first.Bytes;
                }
            }
        }
    }
}
