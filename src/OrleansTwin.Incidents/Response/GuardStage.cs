using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Response;

/// <summary>The guard rails over one action on one target, and over how many actions an hour may be taken.</summary>
internal static class GuardStage
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static PlanGuard Of(ResponseAction action, EntityId target, ResponseWorld world, ResponseGuards guards)
    {
        var view = world.ViewOf(target);
        var type = view?.Type is { Length: > 0 } known ? known : EntityTypes.Of(target);
        var why = new List<string>();
        var approvals = guards.Approvals;
        if (view?.CrownJewel is { } jewel)
        {
            approvals = Math.Max(approvals, guards.ApprovalsOfJewels);
            why.Add($"it is {jewel.Phrase()}");
        }

        if (action.Wide)
        {
            approvals = Math.Max(approvals, guards.ApprovalsOfWide);
            why.Add("it denies a whole account");
        }

        var rule = guards.Protected.FirstOrDefault(rule => rule.Except?.Contains(action.Id, StringComparer.Ordinal) is not true && Holds(rule, target, type, view, world));
        var own = world.Settings.Protected.FirstOrDefault(pattern => NamePattern.Matches(pattern, target.Value) || NamePattern.Matches(pattern, PlaceStage.NameOf(target.Value)));
        return new(approvals, why.ToValueArray(), rule?.Why ?? (own is null ? null : "the configuration protects it (response.protected)"));
    }

    /// <summary>When the next action may be taken: now, or once fewer than the limit lie within an hour.</summary>
    public static DateTimeOffset NextAt(DateTimeOffset now, IEnumerable<DateTimeOffset> earlier, int actionsAnHourMax)
    {
        var within = earlier.Where(time => time <= now && now - time < Hour).Order().ToList();
        return within.Count < actionsAnHourMax ? now : within[^actionsAnHourMax] + Hour;
    }

    private static bool Holds(ProtectedRule rule, EntityId target, string type, EntityView? view, ResponseWorld world) =>
        rule.Ids?.Any(pattern => NamePattern.Matches(pattern, target.Value)) is true
        || rule.Names?.Any(pattern => NamePattern.Matches(pattern, PlaceStage.NameOf(target.Value)) || (view?.Name is { } name && NamePattern.Matches(pattern, name))) is true
        || rule.Tags?.Any(tag => view?.Tags.Any(own => string.Equals(own.Key, tag, StringComparison.OrdinalIgnoreCase)) is true) is true
        || rule.Types?.Contains(type, StringComparer.OrdinalIgnoreCase) is true
        || rule.Receives?.Any(kind => world.RelationsTo(target).Any(relation => PlaceStage.Is(relation.Kind, kind))) is true;
}
