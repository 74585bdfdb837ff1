using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Detection.Surprise;

/// <summary>
/// Who did something: the principal whose rights were used, and the person or program behind it where lineage is sure of it, else the session's
/// own credential. Two sessions of a shared role with nobody known behind them are two hands.
/// </summary>
/// <param name="Principal">User, role, root.</param>
/// <param name="Behind">Human or workload behind the chain; else the user itself, or the temporary key.</param>
internal readonly record struct Hand(string Principal, string Behind)
{
    /// <summary>The hand of an event, or null where the record names nobody, a service acted, or the root user, whose work is never usual.</summary>
    public static Hand? Of(EventRecord record)
    {
        var actor = record.Actor;
        if (actor.Id.Length == 0 || actor.ViaService || actor.Type == ActorType.Root)
        {
            return null;
        }

        return record.Behind is { Confidence: >= Confidence.Strong } behind && !behind.Id.IsNone ? new(actor.Id, behind.Id.Value)
            : actor.Type == ActorType.IamUser ? new(actor.Id, actor.Id)
            : actor.Credential is { Length: > 0 } credential ? new(actor.Id, credential)
            : null;
    }
}
