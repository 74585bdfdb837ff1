using OrleansTwin.Access.Attacks;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Incidents.Response;

/// <summary>What a plan is made from. The defaults answer "not known"; every look-up is pure for the time of one plan.</summary>
public sealed record ResponseWorld
{
    /// <summary>Event time up to which the logs were seen.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>When the plan is made; times inside commands are this one.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>Event time from which logs were seen; null where that is not known.</summary>
    public DateTimeOffset? LogsFrom { get; init; }

    public Func<EntityId, EntityView?> ViewOf { get; init; } = static _ => null;

    public Func<EntityId, IReadOnlyList<IncomingRelation>> RelationsTo { get; init; } = static _ => [];

    public Func<string, EventRecord?> EventOf { get; init; } = static _ => null;

    public Func<string, Impact?> ImpactOf { get; init; } = static _ => null;

    /// <summary>What an entity was used for in the 30 days before <see cref="AsOf"/>; null where nothing is remembered of it.</summary>
    public Func<EntityId, EntityUse?> UseOf { get; init; } = static _ => null;

    /// <summary>Whether reads of a data store are logged; null where that is not known.</summary>
    public Func<EntityId, bool?> ReadsLogged { get; init; } = static _ => null;

    /// <summary>Sets of cuts that part what is held from the targets, cheapest first; null: not worked out.</summary>
    public Func<IReadOnlyList<EntityId>, IReadOnlyList<EntityId>, IReadOnlyList<ContainmentPlan>>? Cuts { get; init; }

    public ResponseSettings Settings { get; init; } = ResponseSettings.None;
}
