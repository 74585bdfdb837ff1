using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// Which copy of an event came first; it stands for the event in the protocol's books, and others that may differ are records of their own.
/// Outlives epochs as the arrivals do, which keep the identities given to them.
/// </summary>
internal sealed class CopyIdentities
{
    private readonly Dictionary<ulong, string> _first = [];
    private readonly PriorityQueue<ulong, long> _byTime = new();
    private long _floor = long.MinValue;

    public ulong Of(PreparedEvent prepared)
    {
        if (!CopyBook.MayDiffer(prepared) || prepared.Order.Ticks < _floor)
        {
            return prepared.Fingerprint;
        }

        Know(prepared.Fingerprint, prepared.Order.Ticks, prepared.CopyRank);
        return _first[prepared.Fingerprint] == prepared.CopyRank ? prepared.Fingerprint : CopyBook.IdentityOf(prepared);
    }

    public void Know(ulong fingerprint, long ticks, string firstRank)
    {
        if (_first.TryAdd(fingerprint, firstRank))
        {
            _byTime.Enqueue(fingerprint, ticks);
        }
    }

    public void Prune(long floor)
    {
        _floor = Math.Max(_floor, floor);
        while (_byTime.TryPeek(out var oldest, out var ticks) && ticks < _floor)
        {
            _byTime.Dequeue();
            _first.Remove(oldest);
        }
    }
}
