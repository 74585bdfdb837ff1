using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// All that incidents are made from, as values and look-ups, so that a single-threaded engine and grains fill it alike. Every look-up is
/// pure for the time of one build. The defaults answer "not known".
/// </summary>
public sealed record IncidentWorld
{
    public required IReadOnlyCollection<Signal> Signals { get; init; }

    public IReadOnlyCollection<Impact> Impacts { get; init; } = [];

    /// <summary>
    /// Notable events (writes, denied calls, reads of data or secrets, sign-ins) with any of these actor keys (<see cref="ActorKeys"/>)
    /// in [from, to]. More may be returned; the story looks at each again.
    /// </summary>
    public Func<IReadOnlySet<string>, DateTimeOffset, DateTimeOffset, IEnumerable<EventRecord>> EventsOf { get; init; } = static (_, _, _) => [];

    /// <summary>An event by id; null where it is not kept (flow records, evidence of other sources).</summary>
    public Func<string, EventRecord?> EventOf { get; init; } = static _ => null;

    /// <summary>How many identities had used the key of a link before the time (<see cref="LinkSource.UsersOf"/>); null where that is not known.</summary>
    public Func<LinkKind, string, DateTimeOffset, int?> UsersOf { get; init; } = static (_, _, _) => null;

    /// <summary>When the caller of an event first did this or first used this key (<see cref="LinkSource.FirstUseOf"/>); null where that is not known.</summary>
    public Func<EventRecord, DateTimeOffset?> FirstUseOf { get; init; } = static _ => null;

    public Func<EntityId, EntityView?> ViewOf { get; init; } = static _ => null;

    /// <summary>Relations that lead to the entity; its own stand in its view.</summary>
    public Func<EntityId, IReadOnlyList<IncomingRelation>> RelationsTo { get; init; } = static _ => [];

    /// <summary>What an identity or workload can do, as far as known.</summary>
    public Func<EntityId, IReadOnlyList<Gain>> AbilitiesOf { get; init; } = static _ => [];

    /// <summary>Null where nothing is known of the address.</summary>
    public Func<string, AddressIntel?> IntelOf { get; init; } = static _ => null;

    /// <summary>Whether reads of a data store are logged; null where that is not known.</summary>
    public Func<EntityId, bool?> ReadsLogged { get; init; } = static _ => null;

    /// <summary>The sources of these accounts, without gaps.</summary>
    public Func<IReadOnlySet<string>, IReadOnlyList<EvidenceSource>> SourcesOf { get; init; } = static _ => [];

    /// <summary>Gaps of the sources; an incident tells those that touch its time.</summary>
    public IReadOnlyList<SourceGap> Gaps { get; init; } = [];

    /// <summary>Events that came so late that what was decided before them was decided without them.</summary>
    public IReadOnlySet<string> LateEvents { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What was not logged at all in any of these accounts.</summary>
    public Func<IReadOnlySet<string>, IEnumerable<BlindSpot>> BlindSpotsOf { get; init; } = static _ => [];

    /// <summary>What every statement about access takes for granted; told once by each incident that makes one.</summary>
    public IReadOnlyList<BlindSpot> AccessAssumptions { get; init; } = [];
}
