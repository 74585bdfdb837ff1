using System.Threading.Channels;

namespace OrleansTwin.Storage;

/// <summary>
/// One dedicated thread that writes what several callers wait for, group by group, so that they share one sync. While the disk works on one
/// group the next one gathers; a linger on top of that trades latency for larger groups.
/// </summary>
internal sealed class GroupWriter<T> : IAsyncDisposable
    where T : IPendingWrite
{
    private readonly Channel<T> _queue;
    private readonly Action<IReadOnlyList<T>> _write;
    private readonly TimeSpan _linger;
    private readonly int _groupMax;
    private readonly Task _thread;

    /// <param name="queueMax">Items waiting; callers past it wait to enqueue (back-pressure).</param>
    /// <param name="groupMax">Items in one group.</param>
    /// <param name="linger">Wait for company once a group has begun.</param>
    /// <param name="write">Writes a group and ends the wait of each item in it.</param>
    public GroupWriter(int queueMax, int groupMax, TimeSpan linger, Action<IReadOnlyList<T>> write)
    {
        _queue = Channel.CreateBounded<T>(new BoundedChannelOptions(queueMax) { SingleReader = true });
        _groupMax = groupMax;
        _linger = linger;
        _write = write;
        _thread = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Queues the item in call order. After <see cref="DisposeAsync"/> it throws <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask EnqueueAsync(T item, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException error)
        {
            throw new ObjectDisposedException("The store is closed.", error);
        }
    }

    /// <summary>Writes what is queued, then ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _thread;
    }

    // Blocking on purpose: this thread does nothing but wait for the queue and for the disk.
    private void Run()
    {
        var group = new List<T>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Take(group);
            if (_linger > TimeSpan.Zero && group.Count < _groupMax)
            {
                Thread.Sleep(_linger);
                Take(group);
            }

            Write(group);
            group.Clear();
        }
    }

    private void Take(List<T> group)
    {
        while (group.Count < _groupMax && _queue.Reader.TryRead(out var item))
        {
            group.Add(item);
        }
    }

    // A fault fails the callers of this group, never the thread: the next caller gets an answer too.
#pragma warning disable CA1031
    private void Write(List<T> group)
    {
        try
        {
            _write(group);
        }
        catch (Exception error)
        {
            group.ForEach(item => item.Fail(error));
        }
    }
#pragma warning restore CA1031
}
