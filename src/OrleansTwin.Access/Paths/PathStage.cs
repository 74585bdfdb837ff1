using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Paths;

/// <summary>
/// Blast radius and best paths over an <see cref="Adjacency"/>. The radius is a breadth-first walk: surest steps first, least hops;
/// paths are the cheapest without loops, found by extending partial paths in the order of their cost.
/// </summary>
public static class PathStage
{
    /// <summary>What is within reach from a foothold, worst first.</summary>
    public static Radius Radius(EntityId foothold, EstateAsOf estate, ImpactContext context, PathLimits? limits = null) =>
        Radius(foothold, AdjacencyStage.Of(estate, context), limits ?? PathLimits.Default, id => JewelStage.Of(id, estate, context.Jewels));

    public static Radius Radius(EntityId foothold, Adjacency graph, PathLimits limits, Func<EntityId, CrownJewel?> jewelOf)
    {
        var start = graph.IndexOf(foothold);
        if (start < 0)
        {
            return new([], true);
        }

        var best = new Dictionary<int, Step> { [start] = new(0, -1, Certainty.Certain) };
        var frontier = new List<int> { start };
        var complete = true;
        for (var hop = 1; frontier.Count > 0; hop++)
        {
            if (hop > limits.HopsMax)
            {
                complete &= !frontier.Any(node => Leads(graph, node, best));
                break;
            }

            frontier = Level(graph, frontier, hop, best, limits, ref complete);
        }

        best.Remove(start);
        var reached = best.Select(pair =>
        {
            var (hop, edge, certainty) = pair.Value;
            var step = graph.Edge(edge);
            return new Reached(step.To, hop, step.From, step.Kind, step.Via, certainty, jewelOf(step.To));
        });
        return new(
            [.. reached
                .OrderByDescending(static one => JewelLevel.RankOf(one.Jewel?.Level))
                .ThenBy(static one => one.Kind == "store" ? 0 : 1)
                .ThenBy(static one => one.Certainty)
                .ThenBy(static one => one.Hop)
                .ThenBy(static one => one.Entity)],
            complete);
    }

    /// <summary>The cheapest paths without loops, at most <see cref="PathLimits.RoutesMax"/>; equal costs by the ids along them.</summary>
    public static IReadOnlyList<Route> Best(EntityId from, EntityId to, Adjacency graph, PathLimits limits)
    {
        var (start, end) = (graph.IndexOf(from), graph.IndexOf(to));
        if (start < 0 || end < 0 || start == end)
        {
            return [];
        }

        var routes = new List<Route>();
        var taken = new Dictionary<int, int>();
        var queue = new PriorityQueue<Partial, (int Cost, int Hops, long Number)>();
        var number = 0L;
        queue.Enqueue(new(start, -1, 0, 0, null), (0, 0, number));
        while (queue.TryDequeue(out var partial, out _) && routes.Count < limits.RoutesMax)
        {
            if (partial.Node == end)
            {
                routes.Add(RouteOf(graph, partial));
                continue;
            }

            // A node left more often than there are paths wanted cannot be on a better one (Eppstein's bound for k best walks).
            var left = taken.GetValueOrDefault(partial.Node);
            if (left >= limits.RoutesMax || partial.Hops >= limits.HopsMax)
            {
                continue;
            }

            taken[partial.Node] = left + 1;
            var (offset, count) = Bounds(graph.EdgesOf(partial.Node));
            for (var edge = offset; edge < offset + count && queue.Count < limits.QueueMax; edge++)
            {
                if (!partial.Visits(graph.TargetOf(edge)))
                {
                    var next = new Partial(graph.TargetOf(edge), edge, partial.Cost + graph.Edge(edge).Cost, partial.Hops + 1, partial);
                    queue.Enqueue(next, (next.Cost, next.Hops, ++number));
                }
            }
        }

        return routes;
    }

    private static List<int> Level(Adjacency graph, List<int> frontier, int hop, Dictionary<int, Step> best, PathLimits limits, ref bool complete)
    {
        var next = new SortedSet<int>();
        foreach (var node in frontier)
        {
            var so = best[node].Certainty;
            var (offset, count) = Bounds(graph.EdgesOf(node));
            for (var edge = offset; edge < offset + count; edge++)
            {
                var target = graph.TargetOf(edge);
                var certainty = so > graph.Edge(edge).Certainty ? so : graph.Edge(edge).Certainty;
                if (!best.TryGetValue(target, out var known))
                {
                    if (best.Count > limits.VisitedMax)
                    {
                        complete = false;
                        continue;
                    }
                }
                else if (certainty >= known.Certainty)
                {
                    continue;
                }

                // Seen before but only possible: a certain way found later is worth walking on from.
                best[target] = new(hop, edge, certainty);
                next.Add(target);
            }
        }

        return [.. next];
    }

    private static bool Leads(Adjacency graph, int node, Dictionary<int, Step> best)
    {
        var (offset, count) = Bounds(graph.EdgesOf(node));
        return Enumerable.Range(offset, count).Any(edge => !best.ContainsKey(graph.TargetOf(edge)));
    }

    private static Route RouteOf(Adjacency graph, Partial last)
    {
        var steps = new List<PathEdge>();
        for (var partial = last; partial.Before is not null; partial = partial.Before)
        {
            steps.Add(graph.Edge(partial.Edge));
        }

        steps.Reverse();
        return new(steps.ToValueArray(), last.Cost, steps.Max(static step => step.Certainty));
    }

    private static (int Offset, int Count) Bounds(Range range) => (range.Start.Value, range.End.Value - range.Start.Value);

    private readonly record struct Step(int Hop, int Edge, Certainty Certainty);

    private sealed record Partial(int Node, int Edge, int Cost, int Hops, Partial? Before)
    {
        public bool Visits(int node)
        {
            for (var partial = this; partial is not null; partial = partial.Before)
            {
                if (partial.Node == node)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
