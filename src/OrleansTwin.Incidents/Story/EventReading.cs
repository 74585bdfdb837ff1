using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Story;

/// <summary>What an event means to a story: whom it is of, what it is about, whether it is worth telling.</summary>
internal static class EventReading
{
    public static EntityId ActorOf(EventRecord record) =>
        record.Actor.Id.Length > 0 ? new(record.Actor.Id) : record.Behind is { } behind ? behind.Id : EntityId.None;

    /// <summary>The container of an object or item, else what the call is about, else anything it relates to.</summary>
    public static EntityId TargetOf(EventRecord record) =>
        Of(record, TargetRole.Container) ?? Of(record, TargetRole.Primary) ?? Of(record, TargetRole.Related) ?? Of(record, TargetRole.Mentioned) ?? EntityId.None;

    public static string TargetTypeOf(EventRecord record)
    {
        var target = TargetOf(record);
        return record.Targets.FirstOrDefault(each => each.Id == target)?.Type is { Length: > 0 } type ? type : EntityTypes.Of(target);
    }

    /// <summary>A record of traffic: nobody's call. What it means is told by the signal it is evidence of.</summary>
    public static bool IsTraffic(EventRecord record) => record.Source is RecordFormat.VpcFlow or RecordFormat.AzureFlow or RecordFormat.GcpFlow;

    /// <summary>A read of the content of a store.</summary>
    public static bool IsDataRead(EventRecord record) =>
        record.Category == EventCategory.Data && record.ReadOnly != false && StoryKnowledge.Current.IsDataStore(TargetTypeOf(record));

    /// <summary>A write, a refusal, a read of data or secrets, or a sign-in. Plain listing is routine even for an intruder, and told only as evidence of a signal.</summary>
    public static bool IsNotable(EventRecord record) =>
        record.ReadOnly == false
        || record.Outcome == Outcome.Denied
        || record.Category == EventCategory.SignIn
        || IsDataRead(record)
        || StoryKnowledge.Current.IsSensitive(record.Action);

    private static EntityId? Of(EventRecord record, TargetRole role) => record.Targets.FirstOrDefault(target => target.Role == role)?.Id;
}
