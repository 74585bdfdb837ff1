namespace OrleansTwin.Detection.Intel;

/// <summary>
/// Address ranges compiled to a path-compressed binary trie in flat arrays: a look-up walks at most 128 nodes, in practice
/// about as many as there are nested ranges plus the logarithm of their number, and allocates nothing.
/// </summary>
public sealed class IpPrefixTrie
{
    private readonly Node[] _nodes;
    private readonly int[] _values;

    private IpPrefixTrie(Node[] nodes, int[] values, int count)
    {
        _nodes = nodes;
        _values = values;
        Count = count;
    }

    /// <summary>Number of different ranges.</summary>
    public int Count { get; }

    /// <summary>Builds the trie of (range, value) pairs; a range may have several values.</summary>
    public static IpPrefixTrie Build(IEnumerable<(IpPrefix Prefix, int Value)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var grouped = entries
            .GroupBy(entry => entry.Prefix)
            .OrderBy(group => group.Key.Bits)
            .ThenBy(group => group.Key.Length)
            .Select(group => (Prefix: group.Key, Values: group.Select(entry => entry.Value).Distinct().Order().ToArray()))
            .ToList();
        var nodes = new List<Node>();
        var values = new List<int>();
        if (grouped.Count > 0)
        {
            Build(grouped, 0, grouped.Count, nodes, values);
        }

        return new([.. nodes], [.. values], grouped.Count);
    }

    /// <summary>Values of every range that holds the address, the widest range first.</summary>
    public void Find(UInt128 address, ICollection<int> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var at = _nodes.Length == 0 ? -1 : 0;
        while (at >= 0)
        {
            ref readonly var node = ref _nodes[at];
            if (!new IpPrefix(node.Bits, node.Length).Contains(address))
            {
                return;
            }

            for (var i = 0; i < node.ValueCount; i++)
            {
                found.Add(_values[node.FirstValue + i]);
            }

            at = node.Length == 128 ? -1 : BitAt(address, node.Length) == 0 ? node.Zero : node.One;
        }
    }

    /// <summary>The node of a sorted run of ranges: their common prefix, which is a range itself or a fork.</summary>
    private static int Build(List<(IpPrefix Prefix, int[] Values)> sorted, int from, int to, List<Node> nodes, List<int> values)
    {
        var first = sorted[from].Prefix;
        var last = sorted[to - 1].Prefix;
        // Sorted by bits, so the common part of the ends is common to all; the shortest is the first of its bits.
        var common = Math.Min(first.Length, CommonLength(first.Bits, last.Bits));
        for (var i = from; i < to; i++)
        {
            common = Math.Min(common, sorted[i].Prefix.Length);
        }

        var own = sorted[from].Prefix.Length == common ? sorted[from].Values : [];
        var index = nodes.Count;
        var bits = common == 0 ? 0 : first.Bits >> (128 - common) << (128 - common);
        nodes.Add(new(bits, common, values.Count, own.Length, -1, -1));
        values.AddRange(own);
        var start = own.Length > 0 ? from + 1 : from;
        if (start == to)
        {
            return index;
        }

        var split = start;
        while (split < to && BitAt(sorted[split].Prefix.Bits, common) == 0)
        {
            split++;
        }

        var zero = split > start ? Build(sorted, start, split, nodes, values) : -1;
        var one = split < to ? Build(sorted, split, to, nodes, values) : -1;
        nodes[index] = nodes[index] with { Zero = zero, One = one };
        return index;
    }

    private static int CommonLength(UInt128 left, UInt128 right) => (int)UInt128.LeadingZeroCount(left ^ right);

    private static int BitAt(UInt128 bits, int index) => (int)((bits >> (127 - index)) & 1);

    private readonly record struct Node(UInt128 Bits, int Length, int FirstValue, int ValueCount, int Zero, int One);
}
