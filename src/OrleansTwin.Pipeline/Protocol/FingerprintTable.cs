namespace OrleansTwin.Pipeline.Protocol;

/// <summary>
/// A set of 64-bit fingerprints in one array (open addressing): 11 to 21 bytes each, where a hash set takes about 40 and one object a bucket.
/// </summary>
public sealed class FingerprintTable
{
    private const int SlotsMin = 16;

    // 2^64 divided by the golden ratio: spreads the upper bits over the slots.
    private const ulong Spread = 0x9E3779B97F4A7C15UL;

    private ulong[] _slots = new ulong[SlotsMin];
    private int _used;

    // Zero marks a free slot, so the fingerprint zero stands apart.
    private bool _zero;

    public int Count => _used + (_zero ? 1 : 0);

    public bool Contains(ulong fingerprint) => fingerprint == 0 ? _zero : _slots[SlotOf(_slots, fingerprint)] != 0;

    /// <summary>Whether it was not there before.</summary>
    public bool Add(ulong fingerprint)
    {
        if (fingerprint == 0)
        {
            var added = !_zero;
            _zero = true;
            return added;
        }

        var slot = SlotOf(_slots, fingerprint);
        if (_slots[slot] != 0)
        {
            return false;
        }

        _slots[slot] = fingerprint;
        _used++;
        if (_used > _slots.Length / 4 * 3)
        {
            Grow();
        }

        return true;
    }

    private void Grow()
    {
        var slots = new ulong[_slots.Length * 2];
        foreach (var fingerprint in _slots)
        {
            if (fingerprint != 0)
            {
                slots[SlotOf(slots, fingerprint)] = fingerprint;
            }
        }

        _slots = slots;
    }

    // The slot that holds the fingerprint, or the free one where it belongs.
    private static int SlotOf(ulong[] slots, ulong fingerprint)
    {
        var mask = slots.Length - 1;
        var slot = (int)((fingerprint * Spread) >> 32) & mask;
        while (slots[slot] != 0 && slots[slot] != fingerprint)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }
}
