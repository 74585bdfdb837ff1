using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Lineage;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Detection.Surprise;

/// <summary>What signals are held against once their events are settled. Constant while it is read; nothing in it depends on an order of arrival.</summary>
public sealed record SurpriseWorld
{
    /// <summary>Impacts of all changes, in any order.</summary>
    public required IReadOnlyList<Impact> Impacts { get; init; }

    /// <summary>The record of an event with who stands behind it, where it is kept whatever the run keeps (notable or evidence).</summary>
    public required Func<string, EventRecord?> EventOf { get; init; }

    public required IEstate Estate { get; init; }

    /// <summary>Accounts that the configuration names as the estate's own.</summary>
    public required IReadOnlySet<string> Accounts { get; init; }

    /// <summary>Keys and sessions that were handed out: whom the estate lets in.</summary>
    public required IEnumerable<Mint> Mints { get; init; }

    /// <summary>All entities, for what is usual of callers and addresses. A state may know more than the past of an event.</summary>
    public required IReadOnlyDictionary<EntityId, EntityState> States { get; init; }

    /// <summary>Whose baseline inside a shared role, as observations name it.</summary>
    public required Func<Actor, string> SubjectOf { get; init; }

    public required BehaviorContext Context { get; init; }
}
