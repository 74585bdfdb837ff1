using System.Globalization;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Response;

/// <summary>What an action breaks: its own words, then what the twin counts of it. What no log tells is said to be not known, never nought.</summary>
internal static class EffectStage
{
    private const int EntitiesMax = 10;

    public static IEnumerable<PlanEffect> Of(ResponseAction action, EntityId target, ResponseWorld world)
    {
        if (action.Breaks.Text.Length > 0)
        {
            yield return new(action.Breaks.Text, null, true, []);
        }

        foreach (var count in action.Breaks.Count)
        {
            yield return count switch
            {
                "callsBy" => CallsBy(target, world),
                "callsTo" => CallsTo(target, world),
                "sessions" => Sessions(target, world),
                "flows" => Flows([target], "connections of it", world),
                "dependents" => Dependents(target, world),
                "dependentFlows" => Flows([.. Leading(target, world)], "connections of what it lets in", world),
                "roleCalls" => RoleCalls(target, world),
                _ => throw new InvalidOperationException($"`{count}` of {action.Id} is nothing that is counted"),
            };
        }
    }

    private static PlanEffect CallsBy(EntityId target, ResponseWorld world) =>
        world.UseOf(target) is not { } use ? new($"calls made with it {Span(world)}: not known", null, false, [])
        : new($"calls made with it {Span(world)}, those of the incident among them{By(use)}", use.Calls, true, []);

    private static PlanEffect CallsTo(EntityId target, ResponseWorld world)
    {
        var use = world.UseOf(target);
        return use is { Reads: > 0 } || (use is not null && world.ReadsLogged(target) == true)
            ? new($"logged reads and writes of what it holds {Span(world)}", use.Reads, true, [])
            : new($"who reads what it holds {Span(world)}: not logged, so not known", null, false, []);
    }

    private static PlanEffect Sessions(EntityId target, ResponseWorld world) =>
        world.UseOf(target) is { } use
            ? new(string.Create(CultureInfo.InvariantCulture, $"sessions with calls in the last {EntityUseStage.SessionLife.TotalHours:0} hours seen; silent ones are in no log"), use.LiveSessions, true, [])
            : new("live sessions: not known", null, false, []);

    private static PlanEffect Flows(IReadOnlyList<EntityId> ids, string what, ResponseWorld world)
    {
        var uses = ids.Select(world.UseOf).OfType<EntityUse>().Where(static use => use.FlowsLogged).ToList();
        return uses.Count == 0 ? new($"{what} {Span(world)}: no flow log shows them, so not known", null, false, [])
            : new($"{what} {Span(world)}, as far as flow logs show them", uses.Sum(static use => use.Flows), true, []);
    }

    private static PlanEffect Dependents(EntityId target, ResponseWorld world)
    {
        var ids = Leading(target, world).ToList();
        return ids.Count == 0 ? new("what depends on it: nothing is known to", 0, false, [])
            : new("known to depend on it", ids.Count, true, ids.Take(EntitiesMax).ToValueArray());
    }

    /// <summary>Calls of the roles it runs with, directly or by a profile.</summary>
    private static PlanEffect RoleCalls(EntityId target, ResponseWorld world)
    {
        var roles = (world.ViewOf(target)?.Relations ?? default).Where(static relation => relation.Kind is RelationKind.RunsAs or RelationKind.HasInstanceProfile)
            .SelectMany(relation => relation.Kind == RelationKind.RunsAs ? [relation.To] : (world.ViewOf(relation.To)?.Relations ?? default).Where(static inner => inner.Kind == RelationKind.ContainsRole).Select(static inner => inner.To))
            .Distinct().Order().ToList();
        var uses = roles.Select(world.UseOf).OfType<EntityUse>().ToList();
        return uses.Count == 0 ? new($"calls of its role {Span(world)}: not known", null, false, roles.ToValueArray())
            : new($"calls of its role {Span(world)}, by all that have it{By(uses[0])}", uses.Sum(static use => use.Calls), true, roles.ToValueArray());
    }

    private static IEnumerable<EntityId> Leading(EntityId target, ResponseWorld world) =>
        world.RelationsTo(target).Where(static relation => relation.Kind is not (RelationKind.Mentions or RelationKind.MintedBy or RelationKind.BoundedBy)).Select(static relation => relation.From).Distinct().Order();

    private static string By(EntityUse use) => use.Users.Count > 1 ? $", by {Durations.Count(use.Users.Count, "different caller")}" : string.Empty;

    /// <summary>The days that were looked at: less than the window where the logs begin later.</summary>
    private static string Span(ResponseWorld world)
    {
        var from = world.AsOf - EntityUseStage.Window;
        var begin = world.LogsFrom is { } logs && logs > from ? logs : from;
        return string.Create(CultureInfo.InvariantCulture, $"from {begin.UtcDateTime:yyyy-MM-dd} to {world.AsOf.UtcDateTime:yyyy-MM-dd}");
    }
}
