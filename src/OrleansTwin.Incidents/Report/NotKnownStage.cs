using System.Globalization;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>What the twin does not know of the things it knows of, gathered by type and by what is missing, the most frequent first.</summary>
public static class NotKnownStage
{
    private const int NamedMax = 5;
    private const int EvidenceMax = 20;

    public static IEnumerable<ReportLine> Of(IEnumerable<EntityView> entities)
    {
        var shown = entities.Where(static entity => entity.State != EntityLife.Deleted && entity.Kind is EntityKind.Resource or EntityKind.Identity).OrderBy(static entity => entity.Id).ToList();
        var unknown = shown.SelectMany(static entity => entity.Knowledge.Unknown.Select(what => (entity, What: what)));
        var ambiguous = shown.SelectMany(static entity => entity.Knowledge.Ambiguous.Select(path => (entity, What: $"{path}: two changes that could not be ordered; the later one is not known")));
        return unknown.Concat(ambiguous)
            .GroupBy(static one => (one.entity.Type, one.What))
            .OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key.Type, StringComparer.Ordinal).ThenBy(static group => group.Key.What, StringComparer.Ordinal)
            .Select(static group =>
            {
                var them = group.Select(static one => one.entity).ToList();
                var more = them.Count > NamedMax ? string.Create(CultureInfo.InvariantCulture, $" and {them.Count - NamedMax} more") : string.Empty;
                return new ReportLine(
                    $"{group.Key.Type} {string.Join(", ", them.Take(NamedMax).Select(static entity => EntityLabel.Of(entity.Id, entity)))}{more}: {group.Key.What}",
                    them.Take(EvidenceMax).Select(static entity => entity.Id.Value).ToValueArray());
            });
    }
}
