using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Signals;
using static OrleansTwin.Pipeline.Query.QueryField;

namespace OrleansTwin.Pipeline.Query.Fields;

/// <summary>Fields of <c>alerts</c>, as in <c>alerts.jsonl</c>.</summary>
internal static class AlertFields
{
    public static IReadOnlyList<QueryField> All { get; } =
    [
        Text<Alert>("id", "id", static row => FieldValue.Of(row.Id)),
        Time<Alert>("time", "event time", static row => FieldValue.Of(row.Time)),
        Text<Alert>("title", "title", static row => FieldValue.Of(row.Title)),
        Choice<Alert, Severity>("severity", "severity", static row => FieldValue.Of(row.Severity)),
        Text<Alert>("status", "status", static row => FieldValue.Of(row.Status)),
        Text<Alert>("entity", "ids it is about", static row => FieldValue.Of(row.Entities.Select(static id => id.Value))),
        Text<Alert>("signal", "ids of its signals", static row => FieldValue.Of(row.Signals)),
        Text<Alert>("incident", "id of the incident it is in", static row => FieldValue.Of(row.Incident)),
    ];
}
