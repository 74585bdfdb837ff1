namespace OrleansTwin.Incidents.Correlation;

/// <summary>
/// Gives each leaf to the one core it is linked to best: by the kind that stands first in <c>Data/links.json</c>, then the least time
/// between both, then the earlier core. Leaves are not linked to leaves, so nothing weak joins two groups.
/// </summary>
internal sealed class LeafLinks
{
    private readonly IReadOnlyList<LinkNode> _nodes;
    private readonly LinkKnowledge _knowledge;
    private readonly HashSet<LinkKey> _crowded;
    private readonly Dictionary<LinkKey, List<int>> _keys;
    private readonly Dictionary<LinkKey, List<int>> _sources;
    private readonly Dictionary<LinkKey, List<int>> _sinks;

    /// <summary>The longest core of each list, so that a core that began before the window and still went on is found.</summary>
    private readonly Dictionary<List<int>, TimeSpan> _longest = new(ReferenceEqualityComparer.Instance);

    private LeafLinks(IReadOnlyList<LinkNode> nodes, LinkKnowledge knowledge, HashSet<LinkKey> crowded)
    {
        (_nodes, _knowledge, _crowded) = (nodes, knowledge, crowded);
        _keys = Index(static node => node.Keys);
        _sources = Index(static node => node.Sources);
        _sinks = Index(static node => node.Sinks);
    }

    /// <summary>Leaf, core and by what, for each leaf that has a core; in the order of the leaves.</summary>
    public static IEnumerable<(int Leaf, int Core, LinkReason Reason)> Of(IReadOnlyList<LinkNode> nodes, LinkKnowledge knowledge, HashSet<LinkKey> crowded)
    {
        var links = new LeafLinks(nodes, knowledge, crowded);
        for (var leaf = 0; leaf < nodes.Count; leaf++)
        {
            if (!nodes[leaf].IsCore && links.Best(leaf) is { } best)
            {
                yield return (leaf, best.Core, best.Reason);
            }
        }
    }

    /// <summary>
    /// Pairs of cores that an act between them joins: who is of the one did, in the same hours, what touched or enabled the other. The act
    /// is no alert by itself and of low severity at least; informational ones join nothing.
    /// </summary>
    public static IEnumerable<(int Core, int Other, LinkReason Reason)> Acts(IReadOnlyList<LinkNode> nodes, LinkKnowledge knowledge, HashSet<LinkKey> crowded)
    {
        var links = new LeafLinks(nodes, knowledge, crowded);
        for (var leaf = 0; leaf < nodes.Count; leaf++)
        {
            if (!knowledge.MayAct(nodes[leaf]))
            {
                continue;
            }

            var doers = LinkKnowledge.Doers.SelectMany(kind => links.Symmetric(leaf, kind)).ToList();
            var followers = LinkKnowledge.Deeds.SelectMany(kind => links.Followers(leaf, kind)).ToList();
            if (doers.Count == 0 || followers.Count == 0)
            {
                continue;
            }

            foreach (var follower in followers)
            {
                yield return (doers[0].Core, follower.Core, new(follower.Reason.Kind, follower.Reason.Shared, doers[0].Reason.Kind, doers[0].Reason.Shared));
            }

            foreach (var doer in doers.Skip(1))
            {
                yield return (doer.Core, followers[0].Core, new(followers[0].Reason.Kind, followers[0].Reason.Shared, doer.Reason.Kind, doer.Reason.Shared));
            }
        }
    }

    private IEnumerable<(int Core, LinkReason Reason)> Symmetric(int leaf, LinkKind kind)
    {
        var window = _knowledge.Of(kind).WindowOf(isLeaf: true);
        return Within(leaf, _nodes[leaf].Keys, kind, _keys, window, window, static _ => true);
    }

    private IEnumerable<(int Core, LinkReason Reason)> Followers(int leaf, LinkKind kind)
    {
        var window = _knowledge.Of(kind).Window;
        return Within(leaf, _nodes[leaf].Sources, kind, _sinks, TimeSpan.Zero, window, core => Follows(_nodes[leaf], _nodes[core], kind, window, TimeSpan.Zero));
    }

    private (int Core, LinkReason Reason)? Best(int leaf)
    {
        foreach (var rule in _knowledge.Kinds.Where(static rule => rule.Strength == LinkStrength.Strong))
        {
            if (Strong(leaf, rule) is { } strong)
            {
                return strong;
            }
        }

        foreach (var pair in _knowledge.WeakPairs)
        {
            if (Weak(leaf, pair[0], pair[1]) is { } weak)
            {
                return weak;
            }
        }

        return null;
    }

    private (int Core, LinkReason Reason)? Strong(int leaf, LinkRule rule)
    {
        var node = _nodes[leaf];
        var window = rule.WindowOf(isLeaf: true);
        var after = LinkKnowledge.After(rule, window);
        if (rule.Kind == LinkKind.SlowLineage)
        {
            return SlowLink.Counts(node) ? Nearest(leaf, node.Keys, rule.Kind, _keys, window, window, core => SlowLink.Links(_nodes[core], node, window)) : null;
        }

        if (!LinkKnowledge.IsDirected(rule.Kind))
        {
            return Nearest(leaf, node.Keys, rule.Kind, _keys, window, window, static _ => true);
        }

        // A leaf that made possible what followed, before one that was made possible: the cause of an incident is worth more than its echo.
        // What was done stays done, so a cause has the whole window.
        var (whole, wholeAfter) = (rule.Window, LinkKnowledge.After(rule, rule.Window));
        return Nearest(leaf, node.Sources, rule.Kind, _sinks, wholeAfter, whole, core => Follows(node, _nodes[core], rule.Kind, whole, wholeAfter))
            ?? Nearest(leaf, node.Sinks, rule.Kind, _sources, window, after, core => Follows(_nodes[core], node, rule.Kind, window, after));
    }

    private static bool Follows(LinkNode source, LinkNode sink, LinkKind kind, TimeSpan window, TimeSpan after) =>
        source.Start >= sink.Start - window && source.Start <= sink.Until(kind, after);

    private (int Core, LinkReason Reason)? Weak(int leaf, LinkKind first, LinkKind second)
    {
        var node = _nodes[leaf];
        var window = _knowledge.WindowOf(first, second, isLeaf: true);
        (int Core, LinkReason Reason)? best = null;
        foreach (var a in node.Keys.Where(key => key.Kind == first))
        {
            foreach (var b in node.Keys.Where(key => key.Kind == second && key.Value != a.Value && !_crowded.Contains(key)))
            {
                if (Nearest(leaf, [a], first, _keys, window, window, core => _nodes[core].Keys.Contains(b)) is { } found && (best is null || IsNearer(leaf, found.Core, best.Value.Core)))
                {
                    best = (found.Core, new(first, a.Value, second, b.Value));
                }
            }
        }

        return best;
    }

    /// <summary>The nearest core that shares a key of the kind, lies in the window and passes.</summary>
    private (int Core, LinkReason Reason)? Nearest(
        int leaf, IEnumerable<LinkKey> keys, LinkKind kind, Dictionary<LinkKey, List<int>> index, TimeSpan before, TimeSpan after, Func<int, bool> passes)
    {
        (int Core, LinkReason Reason)? best = null;
        foreach (var found in Within(leaf, keys, kind, index, before, after, passes))
        {
            best = best is null || IsNearer(leaf, found.Core, best.Value.Core) ? found : best;
        }

        return best;
    }

    private IEnumerable<(int Core, LinkReason Reason)> Within(
        int leaf, IEnumerable<LinkKey> keys, LinkKind kind, Dictionary<LinkKey, List<int>> index, TimeSpan before, TimeSpan after, Func<int, bool> passes)
    {
        foreach (var key in keys.Where(key => key.Kind == kind))
        {
            if (!index.TryGetValue(key, out var cores))
            {
                continue;
            }

            var (from, to) = (_nodes[leaf].Start - before - _longest[cores], _nodes[leaf].End + after);
            for (var at = FirstFrom(cores, from); at < cores.Count && _nodes[cores[at]].Start <= to; at++)
            {
                if (_nodes[leaf].Start - _nodes[cores[at]].End <= before && passes(cores[at]))
                {
                    yield return (cores[at], new(kind, key.Value));
                }
            }
        }
    }

    private bool IsNearer(int leaf, int core, int than)
    {
        var byGap = Gap(leaf, core).CompareTo(Gap(leaf, than));
        return byGap != 0 ? byGap < 0 : core < than;
    }

    private TimeSpan Gap(int leaf, int core) => LinkNode.Gap(_nodes[leaf], _nodes[core]);

    private Dictionary<LinkKey, List<int>> Index(Func<LinkNode, IEnumerable<LinkKey>> keysOf)
    {
        var index = LinkIndex.Of(_nodes, static node => node.IsCore, keysOf, _crowded);
        foreach (var cores in index.Values)
        {
            _longest[cores] = cores.Max(core => _nodes[core].End - _nodes[core].Start);
        }

        return index;
    }

    private int FirstFrom(List<int> cores, DateTimeOffset from)
    {
        var (low, high) = (0, cores.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _nodes[cores[middle]].Start < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
