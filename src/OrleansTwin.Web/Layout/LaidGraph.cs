namespace OrleansTwin.Web.Layout;

/// <summary>An incident's graph with places for everything. The same graph and the same open groups give the same drawing.</summary>
public sealed record LaidGraph(IReadOnlyList<LaidBox> Boxes, IReadOnlyList<LaidEdge> Edges, IReadOnlyList<LaidColumn> Columns, double Width, double Height)
{
    public static LaidGraph Empty { get; } = new([], [], [], 0, 0);
}
