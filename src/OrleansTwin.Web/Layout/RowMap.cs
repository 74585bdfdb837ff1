namespace OrleansTwin.Web.Layout;

/// <summary>Boxes with places, the arrows between them, and for arrows over several columns the heights they pass columns at.</summary>
internal sealed record RowMap(IReadOnlyList<LaidBox> Boxes, IReadOnlyList<BoxEdge> Edges, IReadOnlyDictionary<(string From, string To), IReadOnlyList<double>> Passes, IReadOnlyList<LaidColumn> Columns, double Width, double Height);
