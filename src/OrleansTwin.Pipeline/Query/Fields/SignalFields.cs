using OrleansTwin.Model.Signals;
using static OrleansTwin.Pipeline.Query.QueryField;

namespace OrleansTwin.Pipeline.Query.Fields;

/// <summary>Fields of <c>signals</c>, as in <c>signals.jsonl</c>.</summary>
internal static class SignalFields
{
    public static IReadOnlyList<QueryField> All { get; } =
    [
        Text<Signal>("id", "id", static row => FieldValue.Of(row.Id)),
        Time<Signal>("time", "event time", static row => FieldValue.Of(row.Time)),
        Text<Signal>("rule", "id of the rule", static row => FieldValue.Of(row.Rule)),
        Text<Signal>("title", "title", static row => FieldValue.Of(row.Title)),
        Choice<Signal, SignalKind>("kind", "method", static row => FieldValue.Of(row.Kind)),
        Choice<Signal, SignalDimension>("dimension", "dimension", static row => FieldValue.Of(row.Dimension)),
        Choice<Signal, Severity>("severity", "severity", static row => FieldValue.Of(row.Severity)),
        Number<Signal>("score", "score, 0 to 100", static row => FieldValue.Of(row.Score)),
        Text<Signal>("actor", "who acted", static row => FieldValue.OrUnknown(row.Actor?.Id.Value)),
        Text<Signal>("behind", "person or workload behind the chain", static row => FieldValue.OrUnknown(row.Actor?.Behind?.Id.Value)),
        Text<Signal>("sourceIp", "where from", static row => FieldValue.OrUnknown(row.Actor?.SourceIp)),
        Text<Signal>("userAgent", "user agent", static row => FieldValue.OrUnknown(row.Actor?.UserAgent)),
        Text<Signal>("entity", "ids it is about", static row => FieldValue.Of(row.Entities.Select(static id => id.Value))),
        Text<Signal>("technique", "ATT&CK techniques", static row => FieldValue.Of(row.Techniques)),
        Text<Signal>("tactic", "ATT&CK tactics", static row => FieldValue.Of(row.Tactics)),
        Text<Signal>("event", "ids of its evidence", static row => FieldValue.Of(row.Evidence)),
    ];
}
