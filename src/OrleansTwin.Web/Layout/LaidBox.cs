using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Web.Layout;

/// <summary>A box of the drawing: one node, or a group of like ones, shut (a card with a count) or open (a frame with chips).</summary>
/// <param name="Key">Stable name: the node's id, or <c>group:</c> with column, type and state.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
public sealed record LaidBox(string Key, IReadOnlyList<GraphNode> Nodes, bool IsGroup, bool IsOpen, int Column, double X, double Y, double Width, double Height)
{
    /// <summary>Chips of an open group, relative to the box, in the order of <see cref="Nodes"/>.</summary>
    public IReadOnlyList<(double X, double Y)> Chips { get; init; } = [];

    public double Middle => Y + (Height / 2);

    /// <summary>The state drawn: the worst of the nodes.</summary>
    public string State => Nodes.OrderBy(static node => StateOrder.RankOf(node.State)).First().State;

    public string Type => Nodes[0].Type;
}
