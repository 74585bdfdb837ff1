using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Web.Layout;

/// <summary>
/// The layered drawing of an incident's graph, from where the attack came (left) to what is in reach (right). Steps: a column for every
/// node; like nodes gathered into groups; an order in every column that crosses few arrows; heights that keep the attack's own path
/// straight; arrows. Pure and deterministic.
/// </summary>
public static class GraphLayout
{
    /// <param name="graph">Nodes and edges as the incident tells them.</param>
    /// <param name="open">Keys of the groups that stand open.</param>
    /// <param name="jewels">Nodes that stand alone where a column has few of them.</param>
    /// <param name="options">Measures.</param>
    public static LaidGraph Of(IncidentGraph graph, IReadOnlySet<string> open, IReadOnlySet<EntityId> jewels, LayoutOptions? options = null)
    {
        var measures = options ?? LayoutOptions.Default;
        if (graph.Nodes.IsEmpty)
        {
            return LaidGraph.Empty;
        }

        var columns = ColumnStage.Of(graph, measures.ColumnsMax);
        var boxes = GroupStage.Of(graph, columns, open, jewels, measures);
        var rows = RowStage.Of(boxes, measures);
        return ArrowStage.Draw(rows, measures);
    }
}
