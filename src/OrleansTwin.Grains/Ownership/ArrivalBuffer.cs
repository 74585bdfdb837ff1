using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// The shard's arrivals that no cut holds yet, in order. It is what the owner offers from, and, after an epoch was given up, what
/// it offers again; a commit's position lets them go.
/// </summary>
internal sealed class ArrivalBuffer
{
    private readonly SortedDictionary<long, ShardRecord<PreparedEvent>> _held = [];
    private readonly SortedSet<long> _waiting = [];

    public int Held => _held.Count;

    public int Waiting => _waiting.Count;

    /// <summary>All records before it are durable.</summary>
    public long Next { get; private set; }

    public void Add(ShardRecord<PreparedEvent> record)
    {
        var index = record.Origin.Index;
        if (index >= Next && _held.TryAdd(index, record))
        {
            _waiting.Add(index);
        }
    }

    /// <summary>The next records to offer; those refused come back with <see cref="Again"/>.</summary>
    public List<ShardRecord<PreparedEvent>> Offer(int max)
    {
        List<ShardRecord<PreparedEvent>> offered = [.. _waiting.Take(max).Select(index => _held[index])];
        offered.ForEach(record => _waiting.Remove(record.Origin.Index));
        return offered;
    }

    public void Again(IEnumerable<ShardRecord<PreparedEvent>> refused)
    {
        foreach (var record in refused.Where(record => _held.ContainsKey(record.Origin.Index)))
        {
            _held[record.Origin.Index] = record;
            _waiting.Add(record.Origin.Index);
        }
    }

    /// <summary>A new epoch knows nothing of what was accepted since the cut.</summary>
    public void OfferAllAgain() => _waiting.UnionWith(_held.Keys);

    public void Clear()
    {
        _held.Clear();
        _waiting.Clear();
    }

    public void Acknowledge(long next)
    {
        Next = Math.Max(Next, next);
        while (_held.Count > 0 && _held.First().Key is var first && first < Next)
        {
            _held.Remove(first);
            _waiting.Remove(first);
        }
    }
}
