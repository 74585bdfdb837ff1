using System.Buffers;
using System.Text;

namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>A map from texts to values that is asked with UTF-8 in any case and allocates nothing.</summary>
internal sealed class FoldedMap<T>
{
    private readonly (byte[] Key, T Value)[] _entries;
    private readonly int[] _buckets;
    private readonly int _longest;

    public FoldedMap(IEnumerable<KeyValuePair<string, T>> entries)
    {
        var distinct = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            distinct[Folding.Fold(key)] = value;
        }

        _entries = [.. distinct.Select(entry => (Encoding.UTF8.GetBytes(entry.Key), entry.Value))];
        _longest = _entries.Length == 0 ? 0 : _entries.Max(entry => entry.Key.Length);
        var size = 4;
        while (size < _entries.Length * 2)
        {
            size *= 2;
        }

        _buckets = new int[size];
        for (var entry = 0; entry < _entries.Length; entry++)
        {
            var i = Folding.Hash(_entries[entry].Key) & (size - 1);
            while (_buckets[i] != 0)
            {
                i = (i + 1) & (size - 1);
            }

            _buckets[i] = entry + 1;
        }
    }

    public bool TryGet(ReadOnlySpan<byte> text, out T value)
    {
        value = default!;
        // Folding keeps the number of characters, and a character has at most three bytes here.
        if (text.Length > _longest * 3)
        {
            return false;
        }

        var needed = text.Length * 3;
        var rented = needed > 512 ? ArrayPool<byte>.Shared.Rent(needed) : null;
        Span<byte> folded = rented ?? stackalloc byte[512];
        try
        {
            var length = Folding.Fold(text, folded);
            return TryGetFolded(folded[..length], ref value);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private bool TryGetFolded(ReadOnlySpan<byte> folded, ref T value)
    {
        var mask = _buckets.Length - 1;
        for (var i = Folding.Hash(folded) & mask; _buckets[i] != 0; i = (i + 1) & mask)
        {
            ref readonly var entry = ref _entries[_buckets[i] - 1];
            if (folded.SequenceEqual(entry.Key))
            {
                value = entry.Value;
                return true;
            }
        }

        return false;
    }
}
