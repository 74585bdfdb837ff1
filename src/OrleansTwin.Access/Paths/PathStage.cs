using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
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
        return start < 0 ? new([], true) : RadiusWalk.From(start, graph, limits, jewelOf);
    }

    /// <summary>
    /// The cheapest paths without loops, at most <see cref="PathLimits.RoutesMax"/>. The least cost that is left from every node to the end
    /// is computed first, so partial paths are extended in the order of what they will cost in all.
    /// </summary>
    public static IReadOnlyList<Route> Best(EntityId from, EntityId to, Adjacency graph, PathLimits limits)
    {
        var (start, end) = (graph.IndexOf(from), graph.IndexOf(to));
        if (start < 0 || end < 0 || start == end)
        {
            return [];
        }

        var (left, hopsLeft) = Left(graph, end);
        var routes = new List<Route>();
        if (left[start] == int.MaxValue)
        {
            return routes;
        }

        var queue = new PriorityQueue<Partial, (int Cost, int Hops, long Number)>();
        var number = 0L;
        queue.Enqueue(new(start, -1, 0, 0, null), (left[start], 0, number));
        for (var extended = 0; extended < limits.ExtendedMax && routes.Count < limits.RoutesMax && queue.TryDequeue(out var partial, out _); extended++)
        {
            if (partial.Node == end)
            {
                routes.Add(RouteOf(graph, partial));
                continue;
            }

            var edges = graph.EdgesOf(partial.Node);
            for (var edge = edges.Start.Value; edge < edges.End.Value; edge++)
            {
                var target = graph.TargetOf(edge);
                if (left[target] < int.MaxValue && partial.Hops + 1 + hopsLeft[target] <= limits.HopsMax && !partial.Visits(target))
                {
                    var next = new Partial(target, edge, partial.Cost + graph.CostOf(edge), partial.Hops + 1, partial);
                    queue.Enqueue(next, (next.Cost + left[target], next.Hops, ++number));
                }
            }
        }

        return routes;
    }

    // Least cost, and apart from it least number of steps, from every node to the end.
    private static (int[] Cost, int[] Hops) Left(Adjacency graph, int end)
    {
        var (cost, hops) = (new int[graph.NodeCount], new int[graph.NodeCount]);
        Array.Fill(cost, int.MaxValue);
        Array.Fill(hops, int.MaxValue);
        (cost[end], hops[end]) = (0, 0);
        var queue = new PriorityQueue<int, int>();
        queue.Enqueue(end, 0);
        while (queue.TryDequeue(out var node, out var so))
        {
            if (so > cost[node])
            {
                continue;
            }

            foreach (var edge in graph.EdgesTo(node))
            {
                var source = graph.SourceOf(edge);
                var total = so + graph.CostOf(edge);
                if (total < cost[source])
                {
                    cost[source] = total;
                    queue.Enqueue(source, total);
                }
            }
        }

        var level = new Queue<int>([end]);
        while (level.TryDequeue(out var node))
        {
            foreach (var edge in graph.EdgesTo(node))
            {
                var source = graph.SourceOf(edge);
                if (hops[source] == int.MaxValue)
                {
                    hops[source] = hops[node] + 1;
                    level.Enqueue(source);
                }
            }
        }

        return (cost, hops);
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
