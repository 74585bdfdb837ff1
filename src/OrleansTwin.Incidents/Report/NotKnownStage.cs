using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>
/// What the twin does not know of the things it knows of, gathered by type and by what is missing, the most frequent first. What the
/// provider owns (services, its own policies) is not the estate's and left out.
/// </summary>
public static class NotKnownStage
{
    private const int EvidenceMax = 20;
    private const string Provider = "aws";

    public static IEnumerable<ReportLine> Of(IEnumerable<EntityView> entities)
    {
        var shown = entities.Where(static entity => entity.State != EntityLife.Deleted && entity.Kind is EntityKind.Resource or EntityKind.Identity
            && !entity.Id.Value.StartsWith(EntityId.ServicePrefix, StringComparison.Ordinal) && entity.Id.AccountOf() != Provider).ToDictionary(static entity => entity.Id);
        var unknown = shown.Values.SelectMany(static entity => entity.Knowledge.Unknown.Select(what => (entity, What: what)));
        var ambiguous = shown.Values.SelectMany(static entity => entity.Knowledge.Ambiguous.Select(path => (entity, What: $"{path}: two changes that could not be ordered; which came last is not known")));
        return unknown.Concat(ambiguous)
            .GroupBy(static one => (one.entity.Type, one.What))
            .OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key.Type, StringComparer.Ordinal).ThenBy(static group => group.Key.What, StringComparer.Ordinal)
            .Select(group =>
            {
                var ids = group.Select(static one => one.entity.Id).Order().ToList();
                return new ReportLine($"{group.Key.Type} {NameList.Of(ids, id => EntityLabel.Of(id, shown[id]))}: {group.Key.What}", ids.Take(EvidenceMax).Select(static id => id.Value).ToValueArray());
            });
    }
}
