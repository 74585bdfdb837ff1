using OrleansTwin.Access.Exposures;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Network;
using OrleansTwin.Incidents.Alerts;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Pipeline;

/// <summary>Binds the pure stages to one run's configuration and intelligence.</summary>
public static class StageBinding
{
    public static DecisionStages Stages(RunConfig config)
    {
        var impact = Impacts(config);
        var scenes = new ImpactScenes(impact);
        var behavior = Behavior(config);
        return new()
        {
            Signals = (state, from, to) => config.Behavior ? BehaviorStage.Derive(state, behavior, StartOf(from), StartOf(to)) : [],
            Weigh = (ask, state) => UsualStage.Weigh(ask, state, behavior),
            EstateSignals = (state, estate) => config.Behavior ? EgressStage.Derive(state, estate, behavior, EventOrder.Earliest, EventOrder.Latest) : [],
            Versions = config.Versions,
            Correlations = config.Rules?.Correlations ?? [],
            Direct = (change, estate) => scenes.Direct(change, estate),
            Spread = (change, reached, hop, estate) => scenes.Spread(change, reached, hop, estate),
            Merge = static (change, direct, parts) => ImpactStage.Merge(change, direct, parts),
            Impact = (change, estate) => ImpactStage.Whole(change, estate, impact),
            ImpactSignals = ImpactSignalStage.Of,
            Alerts = static signals => [.. AlertStage.Build(signals).Select(static session => session.Alert).OfType<Alert>()],
        };
    }

    /// <summary>What the behaviour stages read beside an entity's own state.</summary>
    public static BehaviorContext Behavior(RunConfig config) => BehaviorContext.Default with { Intel = config.Intel, Noise = config.Noise };

    public static EntityViews Views(RunConfig config)
    {
        var impact = Impacts(config);
        return new()
        {
            JewelOf = (id, estate) => JewelStage.Of(id, estate, config.Jewels),
            ExposureOf = (id, estate) => ExposureStage.Of(id, estate, impact) is { Certainty: Model.Impacts.Certainty.Certain } verdict ? verdict.Level : Exposure.Unknown,
            Accounts = config.Accounts,
            Behavior = Behavior(config),
            AbilitiesOf = (id, estate) => new AbilityStage(estate, impact).Of(id),
        };
    }

    /// <summary>What questions of access, reach and impact need beside the estate.</summary>
    public static ImpactContext Impacts(RunConfig config) => new() { Judge = new PolicyJudge(), Jewels = config.Jewels, OwnAccounts = config.Accounts };

    private static EventOrder StartOf(DateTimeOffset time) =>
        time == DateTimeOffset.MaxValue ? EventOrder.Latest : new(time.UtcTicks, EventPhase.Create, string.Empty);
}
