using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Story;

/// <summary>The keys under which an event is found by its actor: principal, who is behind it, credential.</summary>
public static class ActorKeys
{
    public static IEnumerable<string> Of(EventRecord record)
    {
        if (record.Actor.Id.Length > 0)
        {
            yield return record.Actor.Id;
        }

        if (record.Behind is { Confidence: >= Confidence.Strong } behind && !behind.Id.IsNone)
        {
            yield return EntityAlias.Of(behind.Id).Value;
        }

        if (record.Actor.Credential is { Length: > 0 } credential)
        {
            yield return EntityId.AccessKeyPrefix + credential;
        }
    }
}
