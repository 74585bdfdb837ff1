using OrleansTwin.Model.Events;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>What correlation asks beside the signals and impacts. All answers are pure for the time of one build.</summary>
/// <param name="EventOf">An event by its id, or null where it is not kept. Sessions, agents and the kind of call come from it.</param>
/// <param name="UsersOf">
/// How many identities had used the key (an address, an agent, a resource, a role, by the kind of link) before the time, as the twin
/// remembers; null: not known, then only the signals themselves are counted.
/// </param>
/// <param name="FirstUseOf">
/// When the caller of an event first did this, or first used this long-lived key, whichever is later; null: not known. A change after
/// that gave the caller nothing that the event needed.
/// </param>
public sealed record LinkSource(Func<string, EventRecord?> EventOf, Func<LinkKind, string, DateTimeOffset, int?> UsersOf, Func<EventRecord, DateTimeOffset?> FirstUseOf)
{
    /// <summary>Events, and no memory of who used what.</summary>
    public static LinkSource Of(Func<string, EventRecord?> eventOf) => new(eventOf, static (_, _, _) => null, static _ => null);
}
