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
    // By a hash of entity, subject, dimension and value: a collision makes an event less urgent, nothing else.
    private readonly Dictionary<ulong, long> _earliest = [];

    public bool ShowsNew(Contribution contribution, long ticks)
    {
        if (_earliest.Count >= valuesMax)
        {
            _earliest.Clear();
        }

        var entity = contribution.Entity.Value;
        var isNew = false;
        foreach (var change in contribution.Changes.AsSpan())
        {
            isNew |= change.IsMention && Shows(Key(entity, change.Entity.Type, (Dimension)(-1), string.Empty), ticks);
        }

        foreach (var observation in contribution.Observations)
        {
            isNew |= observation.Dimension is { } dimension && Shows(Key(entity, observation.Subject, dimension, observation.Value), ticks);
        }

        return isNew;
    }

    private bool Shows(ulong key, long ticks)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_earliest, key, out var exists);
        if (exists && ticks > known)
        {
            return false;
        }

        known = ticks;
        return true;
    }

    private static ulong Key(string entity, string subject, Dimension dimension, string value) =>
        HashOf(value, HashOf(subject, HashOf(entity, (long)dimension)));

    private static ulong HashOf(string text, ulong seed) => HashOf(text, unchecked((long)seed));

    private static ulong HashOf(string text, long seed) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), seed);
}
