using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Incidents.Story;

/// <summary>The world's impacts by change and by resource, in order; one index serves all incidents of a build.</summary>
internal sealed class ImpactIndex
{
    private readonly ILookup<EntityId, Impact> _ofResource;

    public ImpactIndex(IEnumerable<Impact> impacts)
    {
        List<Impact> ordered = [.. impacts.DistinctBy(static impact => impact.Id).OrderBy(static impact => impact.Time).ThenBy(static impact => impact.Id, StringComparer.Ordinal)];
        ByChange = ordered.GroupBy(static impact => impact.Change, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.OrderBy(static impact => impact.Id, StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        _ofResource = ordered.ToLookup(static impact => impact.Resource);
    }

    /// <summary>Impacts by the id of their change event.</summary>
    public Dictionary<string, List<Impact>> ByChange { get; }

    /// <summary>Impacts of later changes of the same resource, by time.</summary>
    public IEnumerable<Impact> After(Impact impact) => _ofResource[impact.Resource].Where(other => other.Time > impact.Time);
}
