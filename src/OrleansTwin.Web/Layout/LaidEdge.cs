using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Web.Layout;

/// <summary>An arrow between two boxes. Edges of one kind and certainty between the same boxes are one arrow with a count.</summary>
/// <param name="From">Key of the box it leaves.</param>
/// <param name="To">Key of the box it comes to.</param>
/// <param name="Step">The earliest step it stands for, or null.</param>
/// <param name="Path">SVG path, from its start to its head.</param>
/// <param name="BadgeX">Where the step's number stands.</param>
public sealed record LaidEdge(string From, string To, string Kind, Certainty Certainty, int? Step, int Count, string Path, double BadgeX, double BadgeY)
{
    public string Key => $"{From} {Kind} {(int)Certainty} {To}";
}
