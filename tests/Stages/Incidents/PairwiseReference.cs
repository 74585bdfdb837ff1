using OrleansTwin.Incidents.Correlation;

namespace OrleansTwin.Tests.Stages.Incidents;

/// <summary>The obvious correlation: look at every pair of cores, ask every kind of link, join; then give each leaf to its best core. Quadratic.</summary>
internal static class PairwiseReference
{
    public static int[] Of(IReadOnlyList<LinkNode> nodes, LinkKnowledge knowledge)
    {
        var component = Enumerable.Range(0, nodes.Count).ToArray();
        for (var left = 0; left < nodes.Count; left++)
        {
            for (var right = left + 1; right < nodes.Count; right++)
            {
                if (nodes[left].IsCore && nodes[right].IsCore
                    && (Linked(nodes, nodes[left], nodes[right], knowledge) || Acted(nodes, nodes[left], nodes[right], knowledge) || Acted(nodes, nodes[right], nodes[left], knowledge)))
                {
                    component = Joined(component, left, right);
                }
            }
        }

        for (var leaf = 0; leaf < nodes.Count; leaf++)
        {
            if (!nodes[leaf].IsCore && CoreOf(nodes, leaf, knowledge) is { } core)
            {
                component = Joined(component, core, leaf);
            }
        }

        return component;
    }

    private static int[] Joined(int[] component, int left, int right)
    {
        var (keep, drop) = (Math.Min(component[left], component[right]), Math.Max(component[left], component[right]));
        return [.. component.Select(each => each == drop ? keep : each)];
    }

    private static bool Linked(IReadOnlyList<LinkNode> nodes, LinkNode a, LinkNode b, LinkKnowledge knowledge) =>
        Steps(knowledge).Any(step => Holds(nodes, a, b, step, knowledge, isLeaf: false) || Holds(nodes, b, a, step, knowledge, isLeaf: false));

    /// <summary>Who is of the one did, by an act that is no alert, what led to the other.</summary>
    private static bool Acted(IReadOnlyList<LinkNode> nodes, LinkNode one, LinkNode other, LinkKnowledge knowledge) => nodes.Any(act => knowledge.MayAct(act)
        && LinkKnowledge.Doers.Any(kind => Holds(nodes, one, act, (kind, null), knowledge, isLeaf: true))
        && LinkKnowledge.Deeds.Any(kind => Holds(nodes, act, other, (kind, null), knowledge, isLeaf: false)));

    private static int? CoreOf(IReadOnlyList<LinkNode> nodes, int leaf, LinkKnowledge knowledge)
    {
        foreach (var step in Steps(knowledge))
        {
            // Directed kinds ask first what the leaf made possible, then what made the leaf possible; for the others the order says nothing.
            foreach (var isSource in new[] { true, false })
            {
                var cores = Enumerable.Range(0, nodes.Count)
                    .Where(core => nodes[core].IsCore && (isSource ? Holds(nodes, nodes[leaf], nodes[core], step, knowledge, !LinkKnowledge.IsDirected(step.Kind)) : Holds(nodes, nodes[core], nodes[leaf], step, knowledge, true)))
                    .OrderBy(core => LinkNode.Gap(nodes[leaf], nodes[core])).ThenBy(static core => core).ToList();
                if (cores.Count > 0)
                {
                    return cores[0];
                }

                if (step.With is null && step.Kind != LinkKind.SlowLineage && !LinkKnowledge.IsDirected(step.Kind))
                {
                    break;
                }
            }
        }

        return null;
    }

    private static IEnumerable<(LinkKind Kind, LinkKind? With)> Steps(LinkKnowledge knowledge) =>
        knowledge.Kinds.Where(static rule => rule.Strength == LinkStrength.Strong).Select(static rule => (rule.Kind, (LinkKind?)null))
            .Concat(knowledge.WeakPairs.Select(static pair => (pair[0], (LinkKind?)pair[1])));

    /// <summary>For a directed kind a is the source; for a slow one the order in time decides; else both ways are the same.</summary>
    private static bool Holds(IReadOnlyList<LinkNode> nodes, LinkNode a, LinkNode b, (LinkKind Kind, LinkKind? With) step, LinkKnowledge knowledge, bool isLeaf)
    {
        var rule = knowledge.Of(step.Kind);
        var window = rule.WindowOf(isLeaf);
        if (step.With is { } with)
        {
            return LinkNode.Gap(a, b) <= knowledge.WindowOf(step.Kind, with, isLeaf)
                && Shared(nodes, a, b, step.Kind, knowledge).Any(one => Shared(nodes, a, b, with, knowledge).Any(other => other.Value != one.Value));
        }

        if (step.Kind == LinkKind.SlowLineage)
        {
            return Shared(nodes, a, b, step.Kind, knowledge).Any() && SlowLink.Links(a, b, window);
        }

        if (LinkKnowledge.IsDirected(step.Kind))
        {
            return a.Sources.Intersect(b.Sinks).Any(key => key.Kind == step.Kind && !IsCrowded(nodes, key, knowledge))
                && a.Start >= b.Start - window && a.Start <= b.Until(step.Kind, LinkKnowledge.After(rule, window));
        }

        return LinkNode.Gap(a, b) <= window && Shared(nodes, a, b, step.Kind, knowledge).Any();
    }

    private static IEnumerable<LinkKey> Shared(IReadOnlyList<LinkNode> nodes, LinkNode a, LinkNode b, LinkKind kind, LinkKnowledge knowledge) =>
        a.Keys.Intersect(b.Keys).Where(key => key.Kind == kind && !IsCrowded(nodes, key, knowledge));

    private static bool IsCrowded(IReadOnlyList<LinkNode> nodes, LinkKey key, LinkKnowledge knowledge) =>
        nodes.Where(node => node.Keys.Contains(key) || node.Sources.Contains(key) || node.Sinks.Contains(key)).Select(static node => node.Identity).Distinct().Count() > knowledge.Of(key.Kind).IdentitiesMax;
}
