using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Web.Layout;

/// <summary>
/// A column for every node: sources stand first, and whatever an edge leads to stands right of where it comes from. Loops are cut where a
/// walk along the steps meets itself. What nothing leads to and leads nowhere stands in a last column of its own.
/// </summary>
internal static class ColumnStage
{
    public static ColumnMap Of(IncidentGraph graph, int columnsMax)
    {
        var nodes = graph.Nodes.ToDictionary(static node => node.Id);
        var edges = graph.Edges.Where(edge => nodes.ContainsKey(edge.From) && nodes.ContainsKey(edge.To) && edge.From != edge.To).ToList();
        var next = edges.GroupBy(static edge => edge.From).ToDictionary(
            static group => group.Key,
            static group => group.OrderBy(static edge => edge.Step ?? int.MaxValue).ThenBy(static edge => edge.To).Select(static edge => edge.To).Distinct().ToList());
        var touched = edges.SelectMany(static edge => new[] { edge.From, edge.To }).ToHashSet();
        var starts = Starts(graph, edges, touched);
        var forward = Forward(starts, next);
        var column = Longest(graph, starts, forward);
        var last = Math.Min(columnsMax - 1, column.Values.DefaultIfEmpty(0).Max());
        var map = column.ToDictionary(static pair => pair.Key, pair => Math.Min(pair.Value, last));
        var apart = graph.Nodes.Select(static node => node.Id).Where(id => !touched.Contains(id)).ToList();
        apart.ForEach(id => map[id] = nodes[id].State == "source" ? 0 : last + 1);
        return new(map, edges, apart.Exists(id => nodes[id].State != "source") ? last + 1 : null);
    }

    // Sources, then what nothing leads to, then whatever is left of loops, earliest step first.
    private static List<EntityId> Starts(IncidentGraph graph, List<GraphEdge> edges, HashSet<EntityId> touched)
    {
        var reached = edges.Select(static edge => edge.To).ToHashSet();
        var first = edges.GroupBy(static edge => edge.From).ToDictionary(static group => group.Key, static group => group.Min(static edge => edge.Step ?? int.MaxValue));
        return [.. graph.Nodes.Where(node => touched.Contains(node.Id))
            .OrderBy(static node => node.State == "source" ? 0 : 1)
            .ThenBy(node => reached.Contains(node.Id) ? 1 : 0)
            .ThenBy(node => first.GetValueOrDefault(node.Id, int.MaxValue))
            .ThenBy(static node => node.Id).Select(static node => node.Id)];
    }

    // Depth first; an edge to a node still on the way is a step back and does not count. Gives the nodes in an order in which edges lead on.
    private static List<(EntityId Node, List<EntityId> Next)> Forward(List<EntityId> starts, Dictionary<EntityId, List<EntityId>> next)
    {
        var (done, onWay, order) = (new HashSet<EntityId>(), new HashSet<EntityId>(), new List<(EntityId, List<EntityId>)>());
        foreach (var start in starts)
        {
            Visit(start);
        }

        order.Reverse();
        return order;

        void Visit(EntityId id)
        {
            if (done.Contains(id) || !onWay.Add(id))
            {
                return;
            }

            var on = new List<EntityId>();
            foreach (var to in next.GetValueOrDefault(id) ?? [])
            {
                if (!onWay.Contains(to))
                {
                    Visit(to);
                    on.Add(to);
                }
            }

            onWay.Remove(id);
            done.Add(id);
            order.Add((id, on));
        }
    }

    private static Dictionary<EntityId, int> Longest(IncidentGraph graph, List<EntityId> starts, List<(EntityId Node, List<EntityId> Next)> forward)
    {
        var sources = graph.Nodes.Where(static node => node.State == "source").Select(static node => node.Id).ToHashSet();
        var column = starts.ToDictionary(static id => id, id => sources.Count == 0 || sources.Contains(id) ? 0 : 1);
        foreach (var (node, next) in forward)
        {
            foreach (var to in next.Where(to => !sources.Contains(to)))
            {
                column[to] = Math.Max(column[to], column[node] + 1);
            }
        }

        return column;
    }
}
