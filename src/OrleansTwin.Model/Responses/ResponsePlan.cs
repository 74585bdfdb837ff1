using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Responses;

/// <summary>
/// What could be done about an incident or an entity, in the order in which it is best done. A plan only: nothing here was carried out, and
/// whoever carries it out needs permissions of his own.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.rplan")]
public sealed record ResponsePlan
{
    /// <summary>The incident's id, or the entity's.</summary>
    [Id(0)] public required string Subject { get; init; }

    /// <summary>When the plan was made; times inside commands are this one.</summary>
    [Id(1)] public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>Event time up to which the twin had seen the logs.</summary>
    [Id(2)] public required DateTimeOffset AsOf { get; init; }

    [Id(3)] public ValueArray<PlannedAction> Actions { get; init; }

    /// <summary>Actions that fitted and are beyond the bound.</summary>
    [Id(4)] public int ActionsLeftOut { get; init; }

    /// <summary>Sets of actions that part what the actors hold from the crown jewels, cheapest first. Null: not worked out.</summary>
    [Id(5)] public ValueArray<ContainmentOption>? Containment { get; init; }

    /// <summary>How many actions an executor may carry out within an hour.</summary>
    [Id(6)] public int ActionsAnHourMax { get; init; }
}
