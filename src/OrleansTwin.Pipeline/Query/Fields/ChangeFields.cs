using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using static OrleansTwin.Pipeline.Query.QueryField;

namespace OrleansTwin.Pipeline.Query.Fields;

/// <summary>Fields of <c>changes</c>, as in <c>impacts.jsonl</c>.</summary>
internal static class ChangeFields
{
    public static IReadOnlyList<QueryField> All { get; } =
    [
        Text<Impact>("id", "id", static row => FieldValue.Of(row.Id)),
        Time<Impact>("time", "event time", static row => FieldValue.Of(row.Time)),
        Text<Impact>("event", "id of the event", static row => FieldValue.Of(row.Change)),
        Text<Impact>("resource", "what was changed", static row => FieldValue.Of(row.Resource.Value)),
        Text<Impact>("actor", "who changed it", static row => FieldValue.OrUnknown(row.Actor.Value)),
        Text<Impact>("action", "what was called", static row => FieldValue.OrUnknown(row.Action)),
        Choice<Impact, Severity>("severity", "severity", static row => FieldValue.Of(row.Severity)),
        Choice<Impact, Certainty>("certainty", "certain, possible or not decidable", static row => FieldValue.Of(row.Certainty)),
        Choice<Impact, FindingKind>("finding", "kinds of finding", static row => FieldValue.OfAll(row.Findings)),
        Text<Impact>("gainedBy", "who gained something", static row => FieldValue.Of(row.Gained.Select(static gain => gain.Who.Value))),
        Text<Impact>("gainedOver", "what it was gained over", static row => FieldValue.Of(row.Gained.Select(static gain => gain.What))),
        Flag<Impact>("complete", "no bound cut it short", static row => FieldValue.Of(row.Complete)),
    ];
}
