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

        var (left, hopsLeft) = Left(graph, end, limits.HopsMax);
        var routes = new List<Route>();
        if (left[start] == int.MaxValue || hopsLeft[start] > limits.HopsMax)
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
                if (left[target] < int.MaxValue && hopsLeft[target] <= limits.HopsMax - partial.Hops - 1 && !partial.Visits(target))
                {
                    var next = new Partial(target, edge, partial.Cost + graph.CostOf(edge), partial.Hops + 1, partial);
                    queue.Enqueue(next, (next.Cost + left[target], next.Hops, ++number));
                }
            }
        }

        return routes;
    }

    // Least cost, and apart from it least number of steps, from every node to the end. Costs are small whole numbers, so the queue is a
    // ring of buckets (Dial), one for each cost that can still come: no heap, and every edge is looked at once.
    private static (int[] Cost, int[] Hops) Left(Adjacency graph, int end, int hopsMax)
    {
        var hops = HopsLeft(graph, end, hopsMax);
        var cost = new int[graph.NodeCount];
        Array.Fill(cost, int.MaxValue);
        cost[end] = 0;
        var ring = new List<int>[graph.CostMax + 1];
        for (var bucket = 0; bucket < ring.Length; bucket++)
        {
            ring[bucket] = [];
        }

        ring[0].Add(end);
        var waiting = 1;
        for (var so = 0; waiting > 0; so++)
        {
            var bucket = ring[so % ring.Length];
            for (var at = 0; at < bucket.Count; at++)
            {
                var node = bucket[at];
                waiting--;
                if (cost[node] == so)
                {
                    waiting += Lower(graph, node, so, cost, hops, ring);
                }
            }

            bucket.Clear();
        }

        return (cost, hops);
    }

    private static int Lower(Adjacency graph, int node, int so, int[] cost, int[] hops, List<int>[] ring)
    {
        var added = 0;
        var sources = graph.SourcesTo(node);
        var costs = graph.CostsTo(node);
        for (var at = 0; at < sources.Length; at++)
        {
            var source = sources[at];
            var total = so + costs[at];
            if (total < cost[source] && hops[source] != int.MaxValue)
            {
                cost[source] = total;
                ring[total % ring.Length].Add(source);
                added++;
            }
        }

        return added;
    }

    // What is further away than the longest path allowed is never reached by one.
    private static int[] HopsLeft(Adjacency graph, int end, int hopsMax)
    {
        var hops = new int[graph.NodeCount];
        Array.Fill(hops, int.MaxValue);
        hops[end] = 0;
        var queue = new int[graph.NodeCount];
        queue[0] = end;
        for (var (at, count) = (0, 1); at < count && hops[queue[at]] < hopsMax; at++)
        {
            var further = hops[queue[at]] + 1;
            foreach (var source in graph.SourcesTo(queue[at]))
            {
                if (hops[source] == int.MaxValue)
                {
                    hops[source] = further;
                    queue[count++] = source;
                }
            }
        }

        return hops;
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
