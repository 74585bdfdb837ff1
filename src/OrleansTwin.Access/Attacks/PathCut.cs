using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Attacks;

/// <summary>A step taken away. Null ends stand for any, null kind for every kind.</summary>
public sealed record PathCut(EntityId? From, EntityId? To, string? Kind)
{
    public bool Takes(PathEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return (From is null || edge.From == From) && (To is null || edge.To == To) && (Kind is null || edge.Kind == Kind);
    }
}
