namespace OrleansTwin.Incidents.Correlation;

/// <summary>
/// Joins cores by all links, near-linear in nodes and keys: nodes with a key stand sorted by time, and a link to one of a run of nodes
/// that are joined already stands for links to all of them. Then each leaf is given to one core (<see cref="LeafLinks"/>). Equal to
/// looking at every pair (held by a test).
/// </summary>
internal sealed class LinkFold
{
    private readonly IReadOnlyList<LinkNode> _nodes;
    private readonly LinkKnowledge _knowledge;
    private readonly UnionFind _sets;
    private readonly HashSet<LinkKey> _crowded;
    private readonly List<Link> _links = [];

    private LinkFold(IReadOnlyList<LinkNode> nodes, LinkKnowledge knowledge)
    {
        _nodes = nodes;
        _knowledge = knowledge;
        _sets = new(nodes.Count);
        _crowded = Crowded();
    }

    /// <summary>Nodes in order; the result gives each node's set and the links that joined sets (a spanning forest).</summary>
    public static (UnionFind Sets, IReadOnlyList<Link> Links) Of(IReadOnlyList<LinkNode> nodes, LinkKnowledge knowledge)
    {
        var fold = new LinkFold(nodes, knowledge);
        fold.Cores();
        foreach (var (core, other, reason) in LeafLinks.Acts(nodes, knowledge, fold._crowded))
        {
            fold.Join(core, other, reason);
        }

        foreach (var (leaf, core, reason) in LeafLinks.Of(nodes, knowledge, fold._crowded))
        {
            fold.Join(core, leaf, reason);
        }

        return (fold._sets, fold._links);
    }

    /// <summary>Kinds in the order of links.json, so that of several links between two the one that says most is told.</summary>
    private void Cores()
    {
        var keys = Index(static node => node.Keys);
        foreach (var rule in _knowledge.Kinds.Where(static rule => rule.Strength == LinkStrength.Strong))
        {
            if (rule.Kind == LinkKind.SlowLineage)
            {
                Slow(rule, keys);
            }
            else if (LinkKnowledge.IsDirected(rule.Kind))
            {
                Directed(rule);
            }
            else
            {
                foreach (var (key, members) in Ordered(keys, rule.Kind))
                {
                    Chain(members, rule.Window, new(rule.Kind, key.Value));
                }
            }
        }

        foreach (var pair in _knowledge.WeakPairs)
        {
            Weak(pair[0], pair[1]);
        }
    }

    /// <summary>Two weak keys of a pair that may join are one key of both. One value under two names is one fact, not two.</summary>
    private void Weak(LinkKind first, LinkKind second)
    {
        var window = _knowledge.WindowOf(first, second);
        var both = new Dictionary<(string First, string Second), List<int>>();
        for (var index = 0; index < _nodes.Count; index++)
        {
            if (!_nodes[index].IsCore)
            {
                continue;
            }

            foreach (var a in _nodes[index].Keys.Where(key => key.Kind == first && !_crowded.Contains(key)))
            {
                foreach (var b in _nodes[index].Keys.Where(key => key.Kind == second && key.Value != a.Value && !_crowded.Contains(key)))
                {
                    Add(both, (a.Value, b.Value), index);
                }
            }
        }

        foreach (var ((a, b), members) in both.OrderBy(static entry => entry.Key.First, StringComparer.Ordinal).ThenBy(static entry => entry.Key.Second, StringComparer.Ordinal))
        {
            Chain(members, window, new(first, a, second, b));
        }
    }

    /// <summary>The same lineage and hand over a long window, where the later signal is a further tactic and one of both is at least medium.</summary>
    private void Slow(LinkRule rule, Dictionary<LinkKey, List<int>> keys)
    {
        foreach (var (key, members) in Ordered(keys, rule.Kind))
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
                    var earlier = counting.Where(index => _nodes[index].RankMax == rank && SlowLink.IsStrong(_nodes[index]) == isStrong).ToList();
                    var later = counting.Where(index => _nodes[index].RankMax > rank && (isStrong || SlowLink.IsStrong(_nodes[index]))).ToList();
                    if (earlier.Count > 0 && later.Count > 0)
                    {
                        Ranges(earlier, later, index => (_nodes[index].Start - rule.Window, SlowLink.Until(_nodes[index])), new(rule.Kind, key.Value));
                    }
                }
            }
        }
    }

    private void Directed(LinkRule rule)
    {
        var sinks = Index(static node => node.Sinks);
        var after = LinkKnowledge.After(rule, rule.Window);
        foreach (var (key, from) in Ordered(Index(static node => node.Sources), rule.Kind))
        {
            if (sinks.TryGetValue(key, out var to))
            {
                Ranges(from, to, index => (_nodes[index].Start - rule.Window, _nodes[index].Until(rule.Kind, after)), new(rule.Kind, key.Value));
            }
        }
    }

    /// <summary>Joins members with gaps up to the window. Linking each to the one before that ended last gives the same sets as all pairs.</summary>
    private void Chain(List<int> members, TimeSpan window, LinkReason reason)
    {
        var last = members[0];
        foreach (var member in members.Skip(1))
        {
            if (_nodes[member].Start - _nodes[last].End <= window)
            {
                Join(last, member, reason);
            }

            last = _nodes[member].End > _nodes[last].End ? member : last;
        }
    }

    /// <summary>Joins each sink with all sources that begin within its range. Neighbours joined once are skipped later, so the work is linear.</summary>
    private void Ranges(List<int> sources, List<int> sinks, Func<int, (DateTimeOffset From, DateTimeOffset To)> rangeOf, LinkReason reason)
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

            Join(sources[first], sink, reason);
            for (var at = Skip(joined, first); at + 1 < sources.Count && _nodes[sources[at + 1]].Start <= to; at = Skip(joined, at))
            {
                Join(sources[at + 1], sink, reason);
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

    private void Join(int left, int right, LinkReason reason)
    {
        if (_sets.Union(left, right))
        {
            var why = reason.With is { } other ? $"{_knowledge.Of(reason.Kind).Why}; {_knowledge.Of(other).Why}" : _knowledge.Of(reason.Kind).Why;
            _links.Add(new(_nodes[left].Id, _nodes[right].Id, reason.Kind, reason.Shared, reason.With, reason.SharedWith, why));
        }
    }

    /// <summary>Keys that too many identities share, cores and leaves counted: they join nobody.</summary>
    private HashSet<LinkKey> Crowded()
    {
        var identities = new Dictionary<LinkKey, HashSet<string>>();
        foreach (var node in _nodes)
        {
            foreach (var key in node.Keys.Concat(node.Sources).Concat(node.Sinks))
            {
                if (!identities.TryGetValue(key, out var known))
                {
                    identities[key] = known = new(StringComparer.Ordinal);
                }

                // One more than may be is enough to know.
                if (known.Count <= _knowledge.Of(key.Kind).IdentitiesMax)
                {
                    known.Add(node.Identity);
                }
            }
        }

        return [.. identities.Where(pair => pair.Value.Count > _knowledge.Of(pair.Key.Kind).IdentitiesMax).Select(static pair => pair.Key)];
    }

    private static IEnumerable<KeyValuePair<LinkKey, List<int>>> Ordered(Dictionary<LinkKey, List<int>> index, LinkKind kind) =>
        index.Where(pair => pair.Key.Kind == kind).OrderBy(static pair => pair.Key.Value, StringComparer.Ordinal);

    private Dictionary<LinkKey, List<int>> Index(Func<LinkNode, IEnumerable<LinkKey>> keysOf) => LinkIndex.Of(_nodes, static node => node.IsCore, keysOf, _crowded);

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
