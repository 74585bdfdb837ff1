using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Web.Layout;

/// <summary>Columns by node, the edges between nodes that exist, and the column of what hangs on nothing.</summary>
internal sealed record ColumnMap(IReadOnlyDictionary<EntityId, int> Of, IReadOnlyList<GraphEdge> Edges, int? Apart);
