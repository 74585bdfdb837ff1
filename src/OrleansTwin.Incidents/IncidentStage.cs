using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents;

/// <summary>
/// Signals and impacts to alerts and incidents: sessions and alerts, links and groups, then each group told as a story. A function of
/// the sets in the world: any order of signals, impacts and events gives the same records.
/// </summary>
public static class IncidentStage
{
    public static IncidentAnswer Build(IncidentWorld world)
    {
        var answer = CorrelationStage.Correlate(world.Signals, world.Impacts, new(world.EventOf, world.UsersOf, world.FirstUseOf));
        var impacts = new ImpactIndex(world.Impacts);
        var incidents = answer.Groups.Select(group => StoryStage.Tell(group, world, impacts))
            .OrderBy(static incident => incident.FirstSeen).ThenBy(static incident => incident.Id, StringComparer.Ordinal).ToValueArray();
        var incidentOf = answer.Groups.SelectMany(static group => group.Alerts.Select(alert => (alert.Id, group))).ToDictionary(static pair => pair.Id, static pair => pair.group.Id, StringComparer.Ordinal);
        var alerts = answer.Sessions.Where(static session => session.Alert is not null).Select(static session => session.Alert!)
            .Select(alert => alert with { Incident = incidentOf.GetValueOrDefault(alert.Id) })
            .OrderBy(static alert => alert.Time).ThenBy(static alert => alert.Id, StringComparer.Ordinal);
        return new(alerts.ToValueArray(), incidents, answer.Sessions.Where(static session => session.Alert is null).ToValueArray(), answer.Groups);
    }
}
