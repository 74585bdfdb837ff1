using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using static OrleansTwin.Pipeline.Query.QueryField;

namespace OrleansTwin.Pipeline.Query.Fields;

/// <summary>Fields of <c>events</c>, as in <c>events.jsonl</c>.</summary>
internal static class EventFields
{
    public static IReadOnlyList<QueryField> All { get; } =
    [
        Text<EventRecord>("id", "id of the event", static row => FieldValue.Of(row.Id)),
        Time<EventRecord>("time", "event time", static row => FieldValue.Of(row.Time)),
        Choice<EventRecord, Cloud>("cloud", "cloud", static row => FieldValue.Of(row.Cloud)),
        Text<EventRecord>("account", "account, subscription or project", static row => FieldValue.OrUnknown(row.Account)),
        Text<EventRecord>("region", "region", static row => FieldValue.OrUnknown(row.Region)),
        Text<EventRecord>("action", "what was called", static row => FieldValue.OrUnknown(row.Action)),
        Text<EventRecord>("service", "service called", static row => FieldValue.OrUnknown(row.Service)),
        Choice<EventRecord, EventCategory>("category", "management, data…", static row => FieldValue.Of(row.Category)),
        Flag<EventRecord>("readOnly", "the call changes nothing", static row => FieldValue.Of(row.ReadOnly)),
        Text<EventRecord>("actor", "id of who called", static row => FieldValue.OrUnknown(row.Actor.Id)),
        Text<EventRecord>("actorName", "name of who called", static row => FieldValue.OrUnknown(row.Actor.Name)),
        Choice<EventRecord, ActorType>("actorType", "kind of who called", static row => FieldValue.Of(row.Actor.Type)),
        Text<EventRecord>("session", "session name", static row => FieldValue.OrUnknown(row.Actor.Session)),
        Text<EventRecord>("credential", "key id", static row => FieldValue.OrUnknown(row.Actor.Credential)),
        Flag<EventRecord>("mfa", "with a second factor", static row => FieldValue.Of(row.Actor.Mfa)),
        Text<EventRecord>("behind", "person or workload behind the chain", static row => FieldValue.OrUnknown(row.Behind?.Id.Value)),
        Text<EventRecord>("sourceIp", "where from", static row => FieldValue.OrUnknown(row.SourceIp)),
        Text<EventRecord>("userAgent", "user agent", static row => FieldValue.OrUnknown(row.UserAgent)),
        Choice<EventRecord, Outcome>("outcome", "outcome", static row => FieldValue.Of(row.Outcome)),
        Text<EventRecord>("errorCode", "error code; none where the call succeeded", static row => FieldValue.Of(row.ErrorCode)),
        Text<EventRecord>("target", "ids acted on", static row => FieldValue.Of(row.Targets.Select(static target => target.Id.Value))),
    ];
}
