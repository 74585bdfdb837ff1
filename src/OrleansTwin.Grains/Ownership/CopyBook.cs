using OrleansTwin.Model.Events;
using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// The events of the last hour or so (event time) that copies of may differ, as far as they are known, in one epoch. Part of the cut.
/// A flow line has no copies that differ. What falls behind <see cref="Floor"/> stays as it is, whatever copies come.
/// </summary>
internal sealed class CopyBook(TimeSpan window, int copiesMax)
{
    private readonly Dictionary<ulong, PackedCopy> _held = [];
    private readonly PriorityQueue<ulong, long> _byTime = new();

    public IEnumerable<KeyValuePair<ulong, PackedCopy>> Held => _held;

    /// <summary>Event time in ticks before which nothing is held. It never falls, over epochs and restarts.</summary>
    public long Floor { get; private set; } = long.MinValue;

    public static bool MayDiffer(PreparedEvent prepared) => prepared.Record.Source is not (RecordFormat.VpcFlow or RecordFormat.Snapshot);

    /// <summary>What the protocol tells records apart by: the event for the first copy, event and rank for those that may differ from it.</summary>
    public static ulong IdentityOf(PreparedEvent prepared) =>
        Model.Values.StableHash.Fingerprint("copy", prepared.Fingerprint.ToString("x16", System.Globalization.CultureInfo.InvariantCulture), prepared.CopyRank);

    public bool Holds(PreparedEvent prepared) => MayDiffer(prepared) && prepared.Order.Ticks >= Floor;

    public PackedCopy? Of(ulong fingerprint) => _held.GetValueOrDefault(fingerprint);

    /// <summary>Goes on from a cut's floor.</summary>
    public void RaiseFloor(long floor) => Floor = Math.Max(Floor, floor);

    public void Put(ulong fingerprint, PackedCopy held)
    {
        if (_held.TryAdd(fingerprint, held))
        {
            _byTime.Enqueue(fingerprint, held.Ticks);
        }
        else
        {
            _held[fingerprint] = held;
        }
    }

    /// <summary>Lets go what no copy is expected of any more; returns the fingerprints.</summary>
    public IReadOnlyList<ulong> Prune(long latestTicks)
    {
        Floor = Math.Max(Floor, latestTicks - window.Ticks);
        var gone = new List<ulong>();
        while (_byTime.TryPeek(out var oldest, out var ticks) && (ticks < Floor || _held.Count > copiesMax))
        {
            Floor = Math.Max(Floor, ticks + (ticks < Floor ? 0 : 1));
            _byTime.Dequeue();
            _held.Remove(oldest);
            gone.Add(oldest);
        }

        return gone;
    }
}
