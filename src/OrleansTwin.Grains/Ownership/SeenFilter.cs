using System.IO.Hashing;
using System.Runtime.InteropServices;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// "Already seen" (DESIGN §3): the earliest time each entity showed a value. An event is new when it shows a value not seen, or seen
/// only later: so the first event of every value is always taken for urgent, whatever the order of arrival.
/// It is a shortcut, not a truth: lost at a restart, it only makes more events urgent.
/// </summary>
public sealed class SeenFilter(int valuesMax)
{
    private readonly Dictionary<EntityId, Dictionary<ulong, long>> _earliest = [];
    private int _values;

    public bool ShowsNew(Contribution contribution, long ticks)
    {
        if (_values >= valuesMax)
        {
            _earliest.Clear();
            _values = 0;
        }

        if (!_earliest.TryGetValue(contribution.Entity, out var earliest))
        {
            _earliest[contribution.Entity] = earliest = [];
        }

        var isNew = false;
        foreach (var change in contribution.Changes.AsSpan())
        {
            isNew |= change.IsMention && Shows(earliest, Key(change.Entity.Type, (Dimension)(-1), string.Empty), ticks);
        }

        foreach (var observation in contribution.Observations)
        {
            isNew |= observation.Dimension is { } dimension && Shows(earliest, Key(observation.Subject, dimension, observation.Value), ticks);
        }

        return isNew;
    }

    private bool Shows(Dictionary<ulong, long> earliest, ulong key, long ticks)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(earliest, key, out var exists);
        if (exists && ticks > known)
        {
            return false;
        }

        known = ticks;
        _values += exists ? 0 : 1;
        return true;
    }

    private static ulong Key(string subject, Dimension dimension, string value)
    {
        var hash = new XxHash3((long)dimension);
        hash.Append(MemoryMarshal.AsBytes(subject.AsSpan()));
        hash.Append([0xff, 0xff]);
        hash.Append(MemoryMarshal.AsBytes(value.AsSpan()));
        return hash.GetCurrentHashAsUInt64();
    }
}
