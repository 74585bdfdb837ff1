using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Access.Paths;

/// <summary>
/// The breadth-first walk of a radius. An entity reached by a possible step first and by a certain one later is walked on from again,
/// so each ends with its surest certainty within the hops.
/// </summary>
internal static class RadiusWalk
{
    private const int NotReached = -1;
    private const int RankMax = 3;
    private const int HopBits = 16;
    private const int NodeBits = 31;

    public static Radius From(int start, Adjacency graph, PathLimits limits, Func<EntityId, CrownJewel?> jewelOf)
    {
        var steps = new Step[graph.NodeCount];
        Array.Fill(steps, new Step(NotReached, NotReached, Certainty.NotDecidable));
        steps[start] = new(0, NotReached, Certainty.Certain);
        var frontier = new List<int> { start };
        var (visited, complete) = (0, true);
        for (var hop = 1; frontier.Count > 0; hop++)
        {
            if (hop > limits.HopsMax)
            {
                complete &= !frontier.Exists(node => Leads(graph, node, steps));
                break;
            }

            frontier = Level(graph, frontier, hop, steps, limits, ref visited, ref complete);
        }

        return new(Sorted(start, graph, steps, jewelOf), complete);
    }

    private static List<int> Level(Adjacency graph, List<int> frontier, int hop, Step[] steps, PathLimits limits, ref int visited, ref bool complete)
    {
        var next = new List<int>();
        foreach (var node in frontier)
        {
            // What was reached in this very level is walked on from in the next.
            var so = steps[node].Certainty;
            var edges = graph.EdgesOf(node);
            for (var edge = edges.Start.Value; edge < edges.End.Value; edge++)
            {
                var target = graph.TargetOf(edge);
                var certainty = so > graph.CertaintyOf(edge) ? so : graph.CertaintyOf(edge);
                var known = steps[target];
                if (known.Hop != NotReached && certainty >= known.Certainty)
                {
                    continue;
                }

                if (known.Hop == NotReached && ++visited > limits.VisitedMax)
                {
                    complete = false;
                    continue;
                }

                if (known.Hop != hop)
                {
                    next.Add(target);
                }

                steps[target] = new(hop, edge, certainty);
            }
        }

        next.Sort();
        return next;
    }

    private static bool Leads(Adjacency graph, int node, Step[] steps)
    {
        var edges = graph.EdgesOf(node);
        for (var edge = edges.Start.Value; edge < edges.End.Value; edge++)
        {
            if (steps[graph.TargetOf(edge)].Hop == NotReached)
            {
                return true;
            }
        }

        return false;
    }

    // Jewels first by level, then stores, then the surest, then the nearest. All of that and the node, which stand in ordinal order,
    // fit one number, so that a radius of 100,000 entities sorts numbers and no rows.
    private static List<Reached> Sorted(int start, Adjacency graph, Step[] steps, Func<EntityId, CrownJewel?> jewelOf)
    {
        var jewels = new Dictionary<int, CrownJewel>();
        var keys = new List<long>();
        for (var node = 0; node < steps.Length; node++)
        {
            if (node == start || steps[node].Hop == NotReached)
            {
                continue;
            }

            if (jewelOf(graph.Node(node)) is { } jewel)
            {
                jewels[node] = jewel;
            }

            var rank = RankMax - JewelLevel.RankOf(jewels.GetValueOrDefault(node)?.Level);
            var store = graph.Edge(steps[node].Edge).Kind == "store" ? 0 : 1;
            keys.Add((((((((long)rank << 1) | (long)store) << 2) | (long)steps[node].Certainty) << HopBits) | (long)steps[node].Hop) << NodeBits | (long)node);
        }

        keys.Sort();
        return keys.ConvertAll(key =>
        {
            var node = (int)(key & ((1L << NodeBits) - 1));
            var step = graph.Edge(steps[node].Edge);
            return new Reached(step.To, steps[node].Hop, step.From, step.Kind, step.Via, steps[node].Certainty, jewels.GetValueOrDefault(node));
        });
    }

    private readonly record struct Step(int Hop, int Edge, Certainty Certainty);
}
