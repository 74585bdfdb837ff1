using OrleansTwin.Incidents.Alerts;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents;

/// <summary>
/// Alerts by (time, id), each with the incident it belongs to; incidents by (firstSeen, id); the sessions that stayed weak; and the
/// groups the incidents were told from, to compare with a later answer (<see cref="IncidentRedirects"/>).
/// </summary>
public sealed record IncidentAnswer(ValueArray<Alert> Alerts, ValueArray<Incident> Incidents, ValueArray<AlertSession> Weak, ValueArray<IncidentGroup> Groups);
