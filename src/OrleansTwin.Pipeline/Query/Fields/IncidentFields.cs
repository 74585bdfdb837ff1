using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using static OrleansTwin.Pipeline.Query.QueryField;

namespace OrleansTwin.Pipeline.Query.Fields;

/// <summary>Fields of <c>incidents</c>, as in <c>incidents.jsonl</c>.</summary>
internal static class IncidentFields
{
    public static IReadOnlyList<QueryField> All { get; } =
    [
        Text<Incident>("id", "id", static row => FieldValue.Of(row.Id)),
        Text<Incident>("title", "title", static row => FieldValue.Of(row.Title)),
        Choice<Incident, Severity>("severity", "severity", static row => FieldValue.Of(row.Severity)),
        Number<Incident>("score", "score, 0 to 100", static row => FieldValue.Of(row.Score)),
        Text<Incident>("status", "status", static row => FieldValue.Of(row.Status)),
        Time<Incident>("firstSeen", "first event", static row => FieldValue.Of(row.FirstSeen)),
        Time<Incident>("lastSeen", "last event", static row => FieldValue.Of(row.LastSeen)),
        Text<Incident>("actor", "who acted", static row => FieldValue.Of(row.Actors.Select(static actor => actor.Id.Value))),
        Text<Incident>("origin", "addresses", static row => FieldValue.Of(row.Origin.Select(static origin => origin.Ip))),
        Text<Incident>("entity", "ids in it", static row => FieldValue.Of(row.Entities.Select(static id => id.Value))),
        Text<Incident>("tactic", "ATT&CK tactics", static row => FieldValue.Of(row.Tactics)),
        Number<Incident>("signals", "number of signals", static row => FieldValue.Of(row.Signals.Count)),
        Number<Incident>("steps", "number of steps", static row => FieldValue.Of(row.Steps.Count)),
    ];
}
