using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Story;

/// <summary>What is reached from the footholds, by entity, with one shortest way to each and all abilities met.</summary>
internal sealed class ReachMap
{
    public static ReachMap Empty { get; } = new();

    public Dictionary<EntityId, ReachNode> Nodes { get; } = [];

    /// <summary>Every ability met, in the order met.</summary>
    public List<ReachNode> Abilities { get; } = [];

    public List<EntityId> Footholds { get; } = [];

    /// <summary>False when a bound cut the search.</summary>
    public bool Complete { get; set; } = true;

    /// <summary>From the foothold to the entity, both included.</summary>
    public IReadOnlyList<EntityId> PathTo(EntityId id)
    {
        var path = new List<EntityId>();
        var at = id;
        while (path.Count <= StoryLimits.HopsMax && Nodes.TryGetValue(at, out var node))
        {
            path.Add(at);
            if (node.Hop == 0)
            {
                break;
            }

            at = node.From;
        }

        path.Reverse();
        return path;
    }
}
