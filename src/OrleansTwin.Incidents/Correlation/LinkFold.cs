namespace OrleansTwin.Incidents.Correlation;

/// <summary>
/// Joins nodes by all links, near-linear in nodes and keys: nodes with a key stand sorted by time, and a link to one of a run of nodes
/// that are joined already stands for links to all of them. Equal to looking at every pair (held by a test).
/// </summary>
internal sealed class LinkFold
{
    private readonly IReadOnlyList<LinkNode> _nodes;
    private readonly LinkKnowledge _knowledge;
    private readonly UnionFind _sets;
    private readonly List<Link> _links = [];

    private LinkFold(IReadOnlyList<LinkNode> nodes, LinkKnowledge knowledge)
    {
        _nodes = nodes;
        _knowledge = knowledge;
        _sets = new(nodes.Count);
    }

    /// <summary>Nodes in order; the result gives each node's set and the links that joined sets (a spanning forest).</summary>
    public static (UnionFind Sets, IReadOnlyList<Link> Links) Of(IReadOnlyList<LinkNode> nodes, LinkKnowledge knowledge)
    {
        var fold = new LinkFold(nodes, knowledge);
        fold.Symmetric();
        fold.Slow();
        fold.Directed();
        return (fold._sets, fold._links);
    }

    private void Symmetric()
    {
        var strong = Index(static node => node.Keys);
        var usable = strong.Where(pair => IsUsable(pair.Key.Kind, pair.Value)).ToDictionary();
        foreach (var rule in _knowledge.Kinds.Where(static rule => rule.Strength == LinkStrength.Strong))
        {
            foreach (var (key, members) in usable.Where(pair => pair.Key.Kind == rule.Kind).OrderBy(static pair => pair.Key.Value, StringComparer.Ordinal))
            {
                Chain(members, rule.Window, rule.Kind, null);
            }
        }

        Weak(usable.Where(pair => _knowledge.Of(pair.Key.Kind).Strength == LinkStrength.Weak).Select(static pair => pair.Key).ToHashSet());
    }

    /// <summary>Two weak keys of a pair that may join are one key of both.</summary>
    private void Weak(HashSet<LinkKey> usable)
    {
        foreach (var pair in _knowledge.WeakPairs)
        {
            var (first, second) = (pair[0], pair[1]);
            var window = TimeSpan.FromHours(Math.Min(_knowledge.Of(first).WindowHours, _knowledge.Of(second).WindowHours));
            var both = new Dictionary<(string First, string Second), List<int>>();
            for (var index = 0; index < _nodes.Count; index++)
            {
                foreach (var a in _nodes[index].Keys.Where(key => key.Kind == first && usable.Contains(key)))
                {
                    foreach (var b in _nodes[index].Keys.Where(key => key.Kind == second && usable.Contains(key)))
                    {
                        Add(both, (a.Value, b.Value), index);
                    }
                }
            }

            foreach (var (_, members) in both.OrderBy(static entry => entry.Key.First, StringComparer.Ordinal).ThenBy(static entry => entry.Key.Second, StringComparer.Ordinal))
            {
                Chain(members, window, first, second);
            }
        }
    }

    /// <summary>The same lineage over a long window, where the later signal is a further tactic and one of both is at least medium.</summary>
    private void Slow()
    {
        var rule = _knowledge.Of(LinkKind.SlowLineage);
        foreach (var (_, members) in Index(static node => node.Keys.Where(static key => key.Kind == LinkKind.Lineage)).OrderBy(static pair => pair.Key.Value, StringComparer.Ordinal))
        {
            // Most lineages have no two signals of a tactic: nothing can follow.
            var counting = members.Where(index => SlowLink.Counts(_nodes[index])).ToList();
            if (counting.Count < 2)
            {
                continue;
            }

            foreach (var isStrong in new[] { true, false })
            {
                for (var rank = 0; rank < Knowledge.Tactics.Count; rank++)
                {
                    var earlier = counting.Where(index => _nodes[index].RankMin == rank && SlowLink.IsStrong(_nodes[index]) == isStrong).ToList();
                    var later = counting.Where(index => _nodes[index].RankMax > rank && (isStrong || SlowLink.IsStrong(_nodes[index]))).ToList();
                    if (earlier.Count > 0 && later.Count > 0)
                    {
                        Ranges(earlier, later, index => (_nodes[index].Start - rule.Window, _nodes[index].Start), rule.Kind);
                    }
                }
            }
        }
    }

    private void Directed()
    {
        var sources = Index(static node => node.Sources);
        var sinks = Index(static node => node.Sinks);
        foreach (var (key, from) in sources.OrderBy(static pair => pair.Key.Kind).ThenBy(static pair => pair.Key.Value, StringComparer.Ordinal))
        {
            if (!sinks.TryGetValue(key, out var to) || !IsUsable(key.Kind, from.Concat(to)))
            {
                continue;
            }

            var window = _knowledge.Of(key.Kind).Window;
            var after = key.Kind == LinkKind.Change ? window : TimeSpan.Zero;
            Ranges(from, to, index => (_nodes[index].Start - window, _nodes[index].End + after), key.Kind);
        }
    }

    /// <summary>Joins members with gaps up to the window. Linking each to the one before that ended last gives the same sets as all pairs.</summary>
    private void Chain(List<int> members, TimeSpan window, LinkKind kind, LinkKind? with)
    {
        var last = members[0];
        foreach (var member in members.Skip(1))
        {
            if (_nodes[member].Start - _nodes[last].End <= window)
            {
                Join(last, member, kind, with);
            }

            last = _nodes[member].End > _nodes[last].End ? member : last;
        }
    }

    /// <summary>Joins each sink with all sources that begin within its range. Neighbours joined once are skipped later, so the work is linear.</summary>
    private void Ranges(List<int> sources, List<int> sinks, Func<int, (DateTimeOffset From, DateTimeOffset To)> rangeOf, LinkKind kind)
    {
        var joined = new int[sources.Count];
        for (var index = 0; index < joined.Length; index++)
        {
            joined[index] = index;
        }

        foreach (var sink in sinks)
        {
            var (from, to) = rangeOf(sink);
            var first = LowerBound(sources, from);
            if (first >= sources.Count || _nodes[sources[first]].Start > to)
            {
                continue;
            }

            Join(sources[first], sink, kind, null);
            for (var at = Skip(joined, first); at + 1 < sources.Count && _nodes[sources[at + 1]].Start <= to; at = Skip(joined, at))
            {
                Join(sources[at + 1], sink, kind, null);
                joined[at] = at + 1;
            }
        }
    }

    private static int Skip(int[] joined, int at)
    {
        while (joined[at] != at)
        {
            joined[at] = joined[joined[at]];
            at = joined[at];
        }

        return at;
    }

    private int LowerBound(List<int> sources, DateTimeOffset from)
    {
        var (low, high) = (0, sources.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_nodes[sources[middle]].Start < from)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Join(int left, int right, LinkKind kind, LinkKind? with)
    {
        if (_sets.Union(left, right))
        {
            var why = with is { } other ? $"{_knowledge.Of(kind).Why}; {_knowledge.Of(other).Why}" : _knowledge.Of(kind).Why;
            _links.Add(new(_nodes[left].Id, _nodes[right].Id, kind, with, why));
        }
    }

    /// <summary>A key that too many identities share joins nobody.</summary>
    private bool IsUsable(LinkKind kind, IEnumerable<int> members)
    {
        var most = _knowledge.Of(kind).IdentitiesMax;
        var identities = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (identities.Add(_nodes[member].Identity) && identities.Count > most)
            {
                return false;
            }
        }

        return true;
    }

    private Dictionary<LinkKey, List<int>> Index(Func<LinkNode, IEnumerable<LinkKey>> keysOf)
    {
        var index = new Dictionary<LinkKey, List<int>>();
        for (var node = 0; node < _nodes.Count; node++)
        {
            foreach (var key in keysOf(_nodes[node]))
            {
                Add(index, key, node);
            }
        }

        return index;
    }

    private static void Add<TKey>(Dictionary<TKey, List<int>> index, TKey key, int node)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var members))
        {
            index[key] = members = [];
        }

        members.Add(node);
    }
}
