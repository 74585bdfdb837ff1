using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>
/// Choke points: the dominators of the targets, seen from a root before all of the foothold. (Cooper, Harvey, Kennedy, "A simple, fast
/// dominance algorithm": nodes in reverse postorder, meet of the predecessors' dominators, until nothing changes.)
/// </summary>
public static class ChokeStage
{
    private const int None = -1;

    public static IReadOnlyList<ChokePoint> Of(Adjacency graph, Foothold foothold, IEnumerable<EntityId> targets)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(foothold);
        var starts = foothold.Nodes.Select(graph.IndexOf).Where(static n => n >= 0).Distinct().ToArray();
        var order = Postorder(graph, starts);
        var dominators = Dominators(graph, starts, order);
        var root = graph.NodeCount;
        var separated = new SortedDictionary<EntityId, SortedSet<EntityId>>();
        foreach (var target in targets)
        {
            var node = graph.IndexOf(target);
            if (node < 0 || dominators[node] == None || Array.IndexOf(starts, node) >= 0)
            {
                continue;
            }

            for (var above = dominators[node]; above != root; above = dominators[above])
            {
                if (Array.IndexOf(starts, above) < 0)
                {
                    var id = graph.Node(above);
                    (separated.TryGetValue(id, out var known) ? known : separated[id] = []).Add(target);
                }
            }
        }

        return [.. separated.Select(static s => new ChokePoint(s.Key, s.Value.ToValueArray())).OrderByDescending(static c => c.Targets.Count).ThenBy(static c => c.Entity)];
    }

    /// <summary>Number of each node in a walk that ends with the root; unreached nodes have none.</summary>
    private static (int[] Number, List<int> Nodes) Postorder(Adjacency graph, int[] starts)
    {
        var number = new int[graph.NodeCount + 1];
        Array.Fill(number, None);
        var seen = new bool[graph.NodeCount];
        var nodes = new List<int>();
        var stack = new Stack<(int Node, int Edge)>();
        foreach (var start in starts)
        {
            if (seen[start])
            {
                continue;
            }

            seen[start] = true;
            stack.Push((start, graph.EdgesOf(start).Start.Value));
            while (stack.TryPop(out var at))
            {
                var end = graph.EdgesOf(at.Node).End.Value;
                var edge = at.Edge;
                while (edge < end && seen[graph.TargetOf(edge)])
                {
                    edge++;
                }

                if (edge == end)
                {
                    number[at.Node] = nodes.Count;
                    nodes.Add(at.Node);
                    continue;
                }

                stack.Push((at.Node, edge + 1));
                seen[graph.TargetOf(edge)] = true;
                stack.Push((graph.TargetOf(edge), graph.EdgesOf(graph.TargetOf(edge)).Start.Value));
            }
        }

        number[graph.NodeCount] = nodes.Count;
        return (number, nodes);
    }

    private static int[] Dominators(Adjacency graph, int[] starts, (int[] Number, List<int> Nodes) order)
    {
        var root = graph.NodeCount;
        var dominators = new int[graph.NodeCount + 1];
        Array.Fill(dominators, None);
        dominators[root] = root;
        foreach (var start in starts)
        {
            dominators[start] = root;
        }

        var changed = true;
        while (changed)
        {
            changed = false;
            for (var at = order.Nodes.Count - 1; at >= 0; at--)
            {
                var node = order.Nodes[at];
                if (Array.IndexOf(starts, node) >= 0)
                {
                    continue;
                }

                var meet = None;
                foreach (var edge in graph.EdgesTo(node))
                {
                    var from = graph.SourceOf(edge);
                    if (dominators[from] != None)
                    {
                        meet = meet == None ? from : Meet(meet, from, dominators, order.Number);
                    }
                }

                changed |= dominators[node] != meet;
                dominators[node] = meet;
            }
        }

        return dominators;
    }

    private static int Meet(int left, int right, int[] dominators, int[] number)
    {
        while (left != right)
        {
            while (number[left] < number[right])
            {
                left = dominators[left];
            }

            while (number[right] < number[left])
            {
                right = dominators[right];
            }
        }

        return left;
    }
}
