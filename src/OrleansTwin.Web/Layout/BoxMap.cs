namespace OrleansTwin.Web.Layout;

/// <summary>Boxes without places, column by column, and the arrows between them.</summary>
internal sealed record BoxMap(IReadOnlyList<IReadOnlyList<LaidBox>> Columns, IReadOnlyList<BoxEdge> Edges, int? Apart);
