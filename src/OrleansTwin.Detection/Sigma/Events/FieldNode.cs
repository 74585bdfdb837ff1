using System.Text;

namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>A step of the field paths of one log: which slots end here and which keys go on. Children are a small hash table of UTF-8 keys.</summary>
internal sealed class FieldNode(KeyCase keyCase)
{
    private readonly List<(byte[] Key, FieldNode Node)> _children = [];
    private int[] _buckets = [];

    public List<int> Slots { get; } = [];

    public bool HasChildren => _children.Count > 0;

    /// <summary>Whether a child is a number, so that elements of an array may be named by index.</summary>
    public bool HasIndexes { get; private set; }

    public FieldNode Add(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        if (Find(bytes) is { } known)
        {
            return known;
        }

        var node = new FieldNode(keyCase);
        _children.Add((bytes, node));
        HasIndexes |= key.Length > 0 && key.All(char.IsAsciiDigit);
        Rehash();
        return node;
    }

    public FieldNode? Find(ReadOnlySpan<byte> key)
    {
        if (_children.Count == 0)
        {
            return null;
        }

        var mask = _buckets.Length - 1;
        for (var i = Hash(key) & mask; _buckets[i] != 0; i = (i + 1) & mask)
        {
            var (candidate, node) = _children[_buckets[i] - 1];
            if (keyCase == KeyCase.Exact ? key.SequenceEqual(candidate) : Ascii.EqualsIgnoreCase(key, candidate) || key.SequenceEqual(candidate))
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>Mixes length, ends and middle with the case bit off: enough for the few keys of one level.</summary>
    private static int Hash(ReadOnlySpan<byte> key) => key.IsEmpty
        ? 0
        : (key.Length * 31) ^ ((key[0] & 0x5F) * 7) ^ ((key[^1] & 0x5F) << 2) ^ ((key[key.Length >> 1] & 0x5F) << 4);

    private void Rehash()
    {
        var size = 4;
        while (size < _children.Count * 3)
        {
            size *= 2;
        }

        _buckets = new int[size];
        for (var child = 0; child < _children.Count; child++)
        {
            var i = Hash(_children[child].Key) & (size - 1);
            while (_buckets[i] != 0)
            {
                i = (i + 1) & (size - 1);
            }

            _buckets[i] = child + 1;
        }
    }
}
