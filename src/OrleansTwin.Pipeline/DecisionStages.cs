using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline;

/// <summary>
/// The pure decisions both engines call, bound to one set of options, rules and intelligence. A stage is a function of what it is
/// given, so deciding again with the same state gives the same answer.
/// </summary>
public sealed record DecisionStages
{
    public required BaselineLimits Limits { get; init; }

    /// <summary>Signals of one entity's own past anchored in [from, to).</summary>
    public required Func<EntityState, DateTimeOffset, DateTimeOffset, IReadOnlyList<Signal>> Signals { get; init; }

    /// <summary>Signals that hold an entity's use against the estate (a workload's keys used from outside its ways out).</summary>
    public required Func<EntityState, IEstate, IReadOnlyList<Signal>> EstateSignals { get; init; }

    /// <summary>The whole impact of one change, or null where it has no bearing.</summary>
    public required Func<ResourceChange, IEstate, Impact?> Impact { get; init; }

    /// <summary>The signals an impact raises.</summary>
    public required Func<Impact, IReadOnlyList<Signal>> ImpactSignals { get; init; }
}
