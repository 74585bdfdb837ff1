using System.Collections.Immutable;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
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
    public BaselineLimits Limits { get; init; } = new();

    /// <summary>Signals of one entity's own past anchored in [from, to).</summary>
    public required Func<EntityState, DateTimeOffset, DateTimeOffset, IReadOnlyList<Signal>> Signals { get; init; }

    /// <summary>What a rule said of one event, held against what its caller usually does.</summary>
    public required Func<SignalAsk, EntityState, Signal> Weigh { get; init; }

    /// <summary>Signals that hold an entity's use against the estate (a workload's keys used from outside its ways out).</summary>
    public required Func<EntityState, IEstate, IReadOnlyList<Signal>> EstateSignals { get; init; }

    /// <summary>What a change says of the changed entity; no part where it has no bearing.</summary>
    public required Func<ResourceChange, IEstate, ImpactAnswer> Direct { get; init; }

    /// <summary>What it means for an entity it reached at a hop.</summary>
    public required Func<ResourceChange, EntityId, int, IEstate, ImpactAnswer> Spread { get; init; }

    public required Func<ResourceChange, ImpactPart, IReadOnlyList<ImpactPart>, Impact?> Merge { get; init; }

    /// <summary>The whole impact of one change, or null where it has no bearing.</summary>
    public required Func<ResourceChange, IEstate, Impact?> Impact { get; init; }

    /// <summary>The signals an impact raises.</summary>
    public required Func<Impact, IReadOnlyList<Signal>> ImpactSignals { get; init; }

    /// <summary>Rules over several events; each after those it refers to.</summary>
    public ImmutableArray<SigmaCorrelation> Correlations { get; init; } = [];

    /// <summary>What the stages are bound to (<see cref="RunConfig.Versions"/>).</summary>
    public string Versions { get; init; } = string.Empty;

    /// <summary>The alerts of one subject's signals.</summary>
    public required Func<IReadOnlyList<Signal>, IReadOnlyList<Alert>> Alerts { get; init; }
}
