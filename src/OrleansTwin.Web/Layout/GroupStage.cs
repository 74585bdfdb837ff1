using System.Globalization;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Web.Layout;

/// <summary>
/// Makes boxes of nodes. Like nodes (column, type, state) that lead nowhere are gathered from a number on; where a column still
/// has too many boxes, like ones that lead on are gathered, too, then those of one type, then the least telling. Sources stand alone, and
/// jewels where a column has few.
/// </summary>
internal static class GroupStage
{
    public static BoxMap Of(IncidentGraph graph, ColumnMap columns, IReadOnlySet<string> open, IReadOnlySet<EntityId> jewels, LayoutOptions options)
    {
        var leading = columns.Edges.Select(static edge => edge.From).ToHashSet();
        var rows = new List<IReadOnlyList<LaidBox>>();
        var boxOf = new Dictionary<EntityId, string>();
        var count = columns.Of.Values.Max() + 1;
        for (var column = 0; column < count; column++)
        {
            var nodes = graph.Nodes.Where(node => columns.Of[node.Id] == column).OrderBy(static node => node.Id).ToList();
            var crowned = nodes.Count(node => jewels.Contains(node.Id)) <= options.JewelsAloneMax;
            var sets = Gather(nodes, node => (crowned && jewels.Contains(node.Id)) || node.State == "source", node => leading.Contains(node.Id), options);
            var boxes = sets.Select(set => Box(set.Key, set.Nodes, column, open, options)).ToList();
            boxes.ForEach(box => box.Nodes.ToList().ForEach(node => boxOf[node.Id] = box.Key));
            rows.Add(boxes);
        }

        return new(rows, Edges(columns.Edges, boxOf), columns.Apart);
    }

    private static List<(string Key, List<GraphNode> Nodes)> Gather(List<GraphNode> nodes, Func<GraphNode, bool> alone, Func<GraphNode, bool> leads, LayoutOptions options)
    {
        var like = (GraphNode node) => $"{node.Type} {node.State}";
        var tries = new (Func<GraphNode, bool> May, Func<GraphNode, string> Like, int From)[]
        {
            (node => !leads(node), like, options.GroupFrom),
            (node => !leads(node), like, 2),
            (static _ => true, like, 2),
            (static _ => true, static node => node.Type, 2),
        };
        var sets = new List<(string Key, List<GraphNode> Nodes)>();
        foreach (var (may, alike, from) in tries)
        {
            sets = [.. nodes.GroupBy(node => alone(node) || !may(node) ? node.Id.Value : alike(node), StringComparer.Ordinal)
                .SelectMany(group => group.Count() >= from ? [(group.Key, group.ToList())] : group.Select(static node => (node.Id.Value, new List<GraphNode> { node })))];
            if (sets.Count <= options.BoxesMax)
            {
                return sets;
            }
        }

        return Rest(sets, alone, leads, options);
    }

    // Still too many: the telling ones stay, the others become one box.
    private static List<(string Key, List<GraphNode> Nodes)> Rest(List<(string Key, List<GraphNode> Nodes)> sets, Func<GraphNode, bool> alone, Func<GraphNode, bool> leads, LayoutOptions options)
    {
        var ranked = sets.OrderByDescending(set => set.Nodes.Exists(node => alone(node)))
            .ThenByDescending(set => set.Nodes.Exists(node => leads(node)))
            .ThenBy(static set => set.Nodes.Min(static node => StateOrder.RankOf(node.State)))
            .ThenByDescending(static set => set.Nodes.Count)
            .ThenBy(static set => set.Key, StringComparer.Ordinal).ToList();
        var kept = Math.Max(options.BoxesMax - 1, ranked.Count(set => set.Nodes.Exists(node => alone(node))));
        return ranked.Count <= kept + 1 ? ranked : [.. ranked.Take(kept), ("other", [.. ranked.Skip(kept).SelectMany(static set => set.Nodes).OrderBy(static node => node.Id)])];
    }

    private static LaidBox Box(string key, List<GraphNode> nodes, int column, IReadOnlySet<string> open, LayoutOptions options)
    {
        if (nodes.Count == 1)
        {
            return new(nodes[0].Id.Value, nodes, false, false, column, 0, 0, options.CardWidth, options.CardHeight);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"group:{column}:{key}");
        if (!open.Contains(name))
        {
            return new(name, nodes, true, false, column, 0, 0, options.CardWidth, options.CardHeight);
        }

        const int Padding = 10;
        var across = (nodes.Count + options.ChipRowsMax - 1) / options.ChipRowsMax;
        var down = (nodes.Count + across - 1) / across;
        var chips = nodes.Select((_, index) => (X: (double)Padding + (index / down * (options.ChipWidth + 8)), Y: options.CardHeight + (index % down * (options.ChipHeight + 6.0)))).ToList();
        return new(name, nodes, true, true, column, 0, 0, Math.Max(options.CardWidth, (across * (options.ChipWidth + 8)) + (2 * Padding) - 8), options.CardHeight + (down * (options.ChipHeight + 6.0)) + Padding - 6)
        {
            Chips = chips,
        };
    }

    private static List<BoxEdge> Edges(IReadOnlyList<GraphEdge> edges, Dictionary<EntityId, string> boxOf) =>
        [.. edges.Select(edge => (From: boxOf[edge.From], To: boxOf[edge.To], Edge: edge))
            .Where(static pair => pair.From != pair.To)
            .GroupBy(static pair => (pair.From, pair.To, pair.Edge.Kind, pair.Edge.Certainty))
            .Select(static group => new BoxEdge(group.Key.From, group.Key.To, group.Key.Kind, group.Key.Certainty, group.Min(static pair => pair.Edge.Step), group.Count(), Weight(group.Key.Kind, group.Any(static pair => pair.Edge.Step is not null))))
            .OrderBy(static edge => edge.From, StringComparer.Ordinal).ThenBy(static edge => edge.To, StringComparer.Ordinal).ThenBy(static edge => edge.Kind, StringComparer.Ordinal).ThenBy(static edge => edge.Certainty)];

    private static int Weight(string kind, bool isStep) => kind switch
    {
        "did" => 8,
        "assumed" => 8,
        "denied" => 4,
        "has" => 3,
        _ => isStep ? 2 : 1,
    };
}
