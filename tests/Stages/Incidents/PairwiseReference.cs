using OrleansTwin.Incidents.Correlation;

namespace OrleansTwin.Tests.Stages.Incidents;

/// <summary>The obvious correlation: look at every pair, ask every kind of link, join. Quadratic.</summary>
internal static class PairwiseReference
{
    public static int[] Of(IReadOnlyList<LinkNode> nodes, LinkKnowledge knowledge)
    {
        var component = Enumerable.Range(0, nodes.Count).ToArray();
        for (var left = 0; left < nodes.Count; left++)
        {
            for (var right = left + 1; right < nodes.Count; right++)
            {
                if (Linked(nodes, nodes[left], nodes[right], knowledge) || Linked(nodes, nodes[right], nodes[left], knowledge))
                {
                    var (keep, drop) = (Math.Min(component[left], component[right]), Math.Max(component[left], component[right]));
                    component = [.. component.Select(each => each == drop ? keep : each)];
                }
            }
        }

        return component;
    }

    private static bool Linked(IReadOnlyList<LinkNode> nodes, LinkNode a, LinkNode b, LinkKnowledge knowledge)
    {
        var gap = a.Start <= b.Start ? b.Start - a.End : a.Start - b.End;
        var shared = a.Keys.Intersect(b.Keys).Where(key => Identities(nodes, key, static node => node.Keys).Count() <= knowledge.Of(key.Kind).IdentitiesMax).Select(static key => key.Kind).Distinct().ToList();
        if (shared.Exists(kind => knowledge.Of(kind).Strength == LinkStrength.Strong && gap <= knowledge.Of(kind).Window))
        {
            return true;
        }

        foreach (var pair in knowledge.WeakPairs)
        {
            if (shared.Contains(pair[0]) && shared.Contains(pair[1]) && gap <= TimeSpan.FromHours(Math.Min(knowledge.Of(pair[0]).WindowHours, knowledge.Of(pair[1]).WindowHours)))
            {
                return true;
            }
        }

        return Slow(a, b, knowledge) || Directed(nodes, a, b, knowledge);
    }

    /// <summary>a earlier than b.</summary>
    private static bool Slow(LinkNode a, LinkNode b, LinkKnowledge knowledge) =>
        SlowLink.Counts(a) && SlowLink.Counts(b) && (SlowLink.IsStrong(a) || SlowLink.IsStrong(b))
        && a.Keys.Intersect(b.Keys).Any(static key => key.Kind == LinkKind.Lineage)
        && a.Start <= b.Start && b.Start - a.Start <= knowledge.Of(LinkKind.SlowLineage).Window && b.RankMax > a.RankMin;

    private static bool Directed(IReadOnlyList<LinkNode> nodes, LinkNode a, LinkNode b, LinkKnowledge knowledge) => a.Sources.Intersect(b.Sinks).Any(key =>
    {
        var window = knowledge.Of(key.Kind).Window;
        var after = key.Kind == LinkKind.Change ? window : TimeSpan.Zero;
        var identities = Identities(nodes, key, static node => node.Sources).Union(Identities(nodes, key, static node => node.Sinks));
        return identities.Count() <= knowledge.Of(key.Kind).IdentitiesMax && a.Start >= b.Start - window && a.Start <= b.End + after;
    });

    private static IEnumerable<string> Identities(IReadOnlyList<LinkNode> nodes, LinkKey key, Func<LinkNode, IReadOnlyList<LinkKey>> keysOf) =>
        nodes.Where(node => keysOf(node).Contains(key)).Select(static node => node.Identity).Distinct();
}
