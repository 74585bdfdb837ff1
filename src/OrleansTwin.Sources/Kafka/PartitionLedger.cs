namespace OrleansTwin.Sources.Kafka;

/// <summary>
/// What of one partition is taken and what is durable, while it is assigned here. Offsets become durable in any order; only what has no gap
/// before it may be committed. For many threads at once.
/// </summary>
public sealed class PartitionLedger
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _taken = new();
    private readonly HashSet<long> _durable = [];
    private long? _next;
    private long? _committed;

    /// <summary>Offsets come in rising order, not always without gaps (transactions, compaction).</summary>
    public void Take(long offset)
    {
        lock (_lock)
        {
            _taken.Enqueue(offset);
        }
    }

    public void Durable(long offset)
    {
        lock (_lock)
        {
            _durable.Add(offset);
            while (_taken.TryPeek(out var first) && _durable.Remove(first))
            {
                _taken.Dequeue();
                _next = first + 1;
            }
        }
    }

    /// <summary>The offset to commit (the next one to read), where it moved since the last commit.</summary>
    public long? ToCommit
    {
        get
        {
            lock (_lock)
            {
                return _next == _committed ? null : _next;
            }
        }
    }

    public void Committed(long next)
    {
        lock (_lock)
        {
            _committed = next;
        }
    }
}
