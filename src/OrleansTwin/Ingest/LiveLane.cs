using OrleansTwin.Grains.Ownership;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Ingest;

/// <summary>
/// The way to the owner of one shard, for many deliverers at once: numbers what comes behind what the cut holds, hands it over in that order,
/// and tells each deliverer when a cut holds its part. When the owner fails a call, nobody knows what it has: all that no cut holds fails
/// here too, its units are read again, and the shard is opened anew.
/// </summary>
internal sealed class LiveLane(IShardOwnerGrain owner, int batchEvents) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Queue<(long Next, TaskCompletionSource Done)> _waiting = new();
    private readonly Lock _lock = new();
    private long _next;
    private bool _open;
    private bool _watching;

    /// <summary>Returns once the owner has accepted the events; the task given back ends when a cut holds them.</summary>
    public async Task<Task> DeliverAsync(IReadOnlyList<PreparedEvent> events, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_open)
            {
                _next = await owner.OpenAsync(cancellationToken);
                _open = true;
            }

            foreach (var some in events.Chunk(batchEvents))
            {
                var first = _next;
                _next += some.Length;

                // Not cancelled half way: a number that was given and never arrives would hold up all behind it.
                await owner.IngestAsync(new(some.Select((prepared, index) => new Arrival(first + index, prepared)).ToValueArray()), CancellationToken.None);
            }

            return Wait(_next);
        }
        catch (Exception error) when (error is not OperationCanceledException || _open)
        {
            Break(error);
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Opens the shard, so that it answers queries, before anything comes.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => DeliverAsync([], cancellationToken);

    /// <summary>Returns once everything handed over is applied, its impacts are worked out, and a cut holds it.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => owner.DrainAsync(cancellationToken);

    public void Dispose() => _gate.Dispose();

    private Task Wait(long next)
    {
        lock (_lock)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((next, done));
            if (!_watching)
            {
                _watching = true;
                _ = WatchAsync();
            }

            return done.Task;
        }
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            long wanted;
            lock (_lock)
            {
                if (!_waiting.TryPeek(out var first))
                {
                    _watching = false;
                    return;
                }

                wanted = first.Next;
            }

            try
            {
                var durable = await owner.DurableAsync(wanted, CancellationToken.None);
                lock (_lock)
                {
                    while (_waiting.TryPeek(out var first) && first.Next <= durable)
                    {
                        _waiting.Dequeue().Done.TrySetResult();
                    }
                }
            }
            catch (Exception error)
            {
                await _gate.WaitAsync();
                Break(error);
                _gate.Release();
            }
        }
    }

    private void Break(Exception error)
    {
        _open = false;
        lock (_lock)
        {
            while (_waiting.TryDequeue(out var lost))
            {
                lost.Done.TrySetException(new IOException($"The owner of the shard failed before a cut held the records: {error.Message}", error));
            }
        }
    }
}
