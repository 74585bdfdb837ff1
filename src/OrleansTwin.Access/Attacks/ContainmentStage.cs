using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>
/// The cheapest sets of actions that separate a foothold from targets. Steps:
/// <list type="number">
/// <item>The part of the graph between them.</item>
/// <item>Each entity and each step becomes an arc that costs what its action costs and breaks (<c>containment.yaml</c>, weights).</item>
/// <item>The minimum cut is the best plan; further ones come by forbidding each of its actions in turn.</item>
/// <item>What stays within reach once the plan is carried out.</item>
/// </list>
/// </summary>
public static class ContainmentStage
{
    /// <summary>Plans handed out at most.</summary>
    public const int PlansMax = 5;

    private const int RemainingMax = 100;

    /// <summary>Plans by cost; none where the targets are out of reach already, or nothing that may be done separates them.</summary>
    public static IReadOnlyList<ContainmentPlan> Of(Adjacency graph, Foothold foothold, IEnumerable<EntityId> targets, ContainmentWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(foothold);
        var starts = foothold.Nodes.Select(graph.IndexOf).Where(static n => n >= 0).ToHashSet();
        var ends = targets.Select(graph.IndexOf).Where(n => n >= 0 && !starts.Contains(n)).ToHashSet();
        var between = Between(graph, starts, ends);
        if (between.Count == 0)
        {
            return [];
        }

        var cut = new CutNetwork(graph, between, starts, ends, weights ?? new());
        if (cut.Solve([]) is not { } best)
        {
            return [];
        }

        var plans = new List<(long Cost, IReadOnlyList<ContainmentAction> Actions)> { best };
        foreach (var action in best.Actions)
        {
            if (cut.Solve([action.Target.Value + " " + action.Action + " " + action.Text]) is { } other && !plans.Exists(p => p.Actions.Select(static a => a.Text).SequenceEqual(other.Actions.Select(static a => a.Text), StringComparer.Ordinal)))
            {
                plans.Add(other);
            }
        }

        return [.. plans.OrderBy(static p => p.Cost).ThenBy(static p => p.Actions.Count).ThenBy(static p => p.Actions[0].Text, StringComparer.Ordinal).Take(PlansMax)
            .Select(p => new ContainmentPlan(p.Cost, p.Actions.ToValueArray(), Remaining(graph, starts, p.Actions)))];
    }

    private static HashSet<int> Between(Adjacency graph, HashSet<int> starts, HashSet<int> ends)
    {
        var forward = Walk(starts, node => Targets(graph, node));
        var back = Walk(ends, node => Sources(graph, node));
        forward.IntersectWith(back);
        return forward;
    }

    private static ValueArray<EntityId> Remaining(Adjacency graph, HashSet<int> starts, IReadOnlyList<ContainmentAction> actions)
    {
        var gone = actions.SelectMany(static a => a.Cuts).ToHashSet();
        var reached = Walk(starts, node => Edges(graph, node).Where(edge => !gone.Contains(graph.Edge(edge))).Select(graph.TargetOf));
        return reached.Where(n => !starts.Contains(n)).Order().Take(RemainingMax).Select(graph.Node).ToValueArray();
    }

    private static HashSet<int> Walk(IEnumerable<int> from, Func<int, IEnumerable<int>> next)
    {
        var seen = from.ToHashSet();
        var queue = new Queue<int>(seen);
        while (queue.TryDequeue(out var node))
        {
            foreach (var other in next(node))
            {
                if (seen.Add(other))
                {
                    queue.Enqueue(other);
                }
            }
        }

        return seen;
    }

    private static IEnumerable<int> Edges(Adjacency graph, int node)
    {
        var edges = graph.EdgesOf(node);
        return Enumerable.Range(edges.Start.Value, edges.End.Value - edges.Start.Value);
    }

    private static IEnumerable<int> Targets(Adjacency graph, int node) => Edges(graph, node).Select(graph.TargetOf);

    private static IEnumerable<int> Sources(Adjacency graph, int node) => graph.EdgesTo(node).ToArray().Select(graph.SourceOf);
}
