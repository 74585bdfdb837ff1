using System.Xml;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Response;

/// <summary>
/// Plans the response to an incident, or what could be done to one entity. Steps: what is involved and how; actions of the catalogue that fit;
/// elements; places; preconditions, commands, what breaks and what goes on, proof, guard rails; order; cuts that part the actors from the jewels.
/// Pure: the same incident and world give the same plan.
/// </summary>
public static class PlanStage
{
    /// <summary>Actions of one plan; the rest is counted.</summary>
    public const int ActionsMax = 60;

    private const int CutsMax = 3;
    private const int RemainingMax = 25;

    public static ResponsePlan Of(Incident incident, ResponseWorld world)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(world);
        var involved = InvolvementStage.Of(incident, world);
        var plan = Plan(incident.Id, involved, incident.Entities.Concat(involved.Select(static one => one.Id)), incident.Steps.SelectMany(static step => step.Events).ToHashSet(StringComparer.Ordinal), world);
        return plan with { Containment = Containment(incident, involved, plan.Actions, world) };
    }

    /// <summary>Everything the catalogue knows to do to an entity, whatever it did.</summary>
    public static ResponsePlan Of(EntityId entity, ResponseWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return Plan(entity.Value, [new("target", entity, new Dictionary<string, string>(), "it was asked for", [])], [entity], new HashSet<string>(), world);
    }

    private static ResponsePlan Plan(string subject, IReadOnlyList<Involvement> involved, IEnumerable<EntityId> entities, HashSet<string> events, ResponseWorld world)
    {
        var names = ElementStage.NamesOf(entities);
        var actions = new Dictionary<string, (int Order, PlannedAction Action)>(StringComparer.Ordinal);
        foreach (var action in ResponseCatalogue.All)
        {
            foreach (var on in involved.Where(on => action.For.Contains(on.Role, StringComparer.Ordinal)))
            {
                if (action.Cloud != TwinJson.Word(on.Id.Cloud) || TargetTypes.Of(on.Id, world).FirstOrDefault(type => Pattern.MatchesAny(action.Types, type)) is not { } type || action.VariantOf(type) is not { } variant)
                {
                    continue;
                }

                foreach (var element in ElementStage.Of(action, on, names, events, world))
                {
                    var planned = Fill(action, variant, on, element, world);
                    actions.TryAdd(planned.Id, (action.Order, planned));
                }
            }
        }

        var ordered = actions.Values.OrderBy(static one => RankOf(one.Action)).ThenBy(static one => one.Order).ThenBy(static one => one.Action.Target).ThenBy(static one => one.Action.Id, StringComparer.Ordinal).Select(static one => one.Action).ToList();
        return new()
        {
            Subject = subject,
            PreparedAt = world.PreparedAt,
            AsOf = world.AsOf,
            Actions = ordered.Take(ActionsMax).ToValueArray(),
            ActionsLeftOut = Math.Max(0, ordered.Count - ActionsMax),
            ActionsAnHourMax = ResponseGuards.Bundled.ActionsAnHourMax,
        };
    }

    private static PlannedAction Fill(ResponseAction action, ResponseVariant variant, Involvement on, IReadOnlyDictionary<string, string> element, ResponseWorld world)
    {
        var view = world.ViewOf(on.Id);
        var places = PlaceStage.Of(action, on, element, world);
        var checks = action.Needs.Select(need => NeedStage.Of(need, on.Id, view, places)).ToValueArray();
        var guard = GuardStage.Of(action, on.Id, world, ResponseGuards.Bundled);
        var key = string.Join('\u001f', element.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}"));
        return new()
        {
            Id = StableHash.Id("act", action.Id, on.Id.Value, key),
            Action = action.Id,
            Title = CommandStage.Words(action.Title, places),
            Target = on.Id,
            Why = on.Why,
            Evidence = on.Evidence,
            Readiness = ReadinessOf(checks, guard),
            Checks = checks,
            Command = guard.Protected is { } why ? new() { Withheld = $"protected: {why}" } : CommandStage.Of(variant.Command, action.Files, places, view),
            Call = new(action.Service, variant.Operation, action.Permission),
            Breaks = EffectStage.Of(action, on.Id, world).ToValueArray(),
            DoesNotStop = action.Remains.Select(static one => new PlanRemainder(one.Text, one.Lives is null ? null : XmlConvert.ToTimeSpan(one.Lives), one.Source)).ToValueArray(),
            Rollback = new(action.Rollback is not null, action.Rollback ?? action.Lost!, variant.Rollback.Length == 0 || guard.Protected is not null ? null : CommandStage.Of(variant.Rollback, action.Files, places, view)),
            Proof = new()
            {
                Text = action.Proof.Text,
                Service = action.Service,
                Operations = (action.Proof.Operations ?? [variant.Operation]).ToValueArray(),
                Targets = [on.Id],
                Silent = action.Proof.Silent ? on.Id : EntityId.None,
                Grace = TimeSpan.FromMinutes(action.Proof.GraceMinutes),
                Within = TimeSpan.FromMinutes(action.Proof.WithinMinutes),
            },
            Guard = guard,
        };
    }

    private static Readiness ReadinessOf(ValueArray<PlanCheck> checks, PlanGuard guard) =>
        guard.Protected is not null ? Readiness.Protected
        : checks.Any(static check => check.State == CheckState.NotMet) ? Readiness.NotMet
        : checks.Any(static check => check.State == CheckState.NotKnown) ? Readiness.NotKnown
        : Readiness.Ready;

    /// <summary>What may be done comes first, what waits for a value next, what would do nothing or is protected last.</summary>
    private static int RankOf(PlannedAction action) => action.Readiness switch
    {
        Readiness.Ready => 0,
        Readiness.NotKnown => action.Command.Withheld is null ? 0 : 1,
        Readiness.NotMet => 2,
        Readiness.Protected => 3,
        _ => 1,
    };

    /// <summary>The cheapest cuts between what the actors hold and the jewels in reach, with the planned actions that carry them out.</summary>
    private static ValueArray<ContainmentOption>? Containment(Incident incident, IReadOnlyList<Involvement> involved, ValueArray<PlannedAction> actions, ResponseWorld world)
    {
        if (world.Cuts is null)
        {
            return null;
        }

        var held = involved.Where(static one => one.Role is "actor" or "foothold").Select(static one => one.Id).Distinct().Order().ToList();
        var jewels = (incident.BlastRadius?.Entities ?? default).Concat(incident.Entities).Where(id => world.ViewOf(id)?.CrownJewel is { Basis: JewelBasis.Marked } or { Level: "high" or "critical" }).Distinct().Order().ToList();
        var plans = held.Count == 0 || jewels.Count == 0 ? [] : world.Cuts(held, jewels);
        return plans.Take(CutsMax).Select(plan => new ContainmentOption(
            plan.Actions.Select(cut => new ContainmentCut(cut.Action, cut.Target, cut.Text, Carrying(cut, actions))).ToValueArray(),
            plan.Remaining.Take(RemainingMax).ToValueArray())).ToValueArray();
    }

    private static ValueArray<string> Carrying(ContainmentAction cut, ValueArray<PlannedAction> actions)
    {
        var ends = cut.Cuts.SelectMany(static edge => new[] { edge.From, edge.To }).Append(cut.Target).Select(EntityAlias.Of).ToHashSet();
        return actions.Where(action => ContainmentWords.Carries(cut.Action, action.Action) && ends.Contains(EntityAlias.Of(action.Target))).Select(static action => action.Id).ToValueArray();
    }
}
