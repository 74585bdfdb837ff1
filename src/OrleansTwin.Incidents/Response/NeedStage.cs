using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Responses;

namespace OrleansTwin.Incidents.Response;

/// <summary>Answers the preconditions of an action from the twin: met, not met, or not known; the last is neither of the others.</summary>
internal static class NeedStage
{
    public static PlanCheck Of(ResponseNeed need, EntityId target, EntityView? view, IReadOnlyDictionary<string, string> places)
    {
        var (state, why) = need switch
        {
            { Life: not null } => Life(view),
            { Attribute: { } attribute } => Attribute(need, attribute, view),
            { Relation: { } kind } => Relation(kind, view),
            { LacksRelation: { } kind } => Lacks(kind, need.Named!, view),
            { Place: { } place } => Place(need, place, places),
            { Id: { } pattern } => Id(pattern, need.Not, target),
            _ => throw new InvalidOperationException($"the precondition `{need.Text}` looks at nothing"),
        };
        return new(need.Text, state, why);
    }

    private static (CheckState, string) Life(EntityView? view) => view?.State switch
    {
        EntityLife.Active => (CheckState.Met, "the twin knows it as active"),
        EntityLife.Deleted => (CheckState.NotMet, "it was deleted"),
        EntityLife.Unconfirmed => (CheckState.NotKnown, "it was only referred to; a snapshot would tell"),
        _ => (CheckState.NotKnown, "the twin knows nothing of it"),
    };

    private static (CheckState, string) Attribute(ResponseNeed need, string attribute, EntityView? view)
    {
        if (view is null)
        {
            return (CheckState.NotKnown, "the twin knows nothing of it");
        }

        if (TwinConfig.IsUnknown(view, attribute))
        {
            return (CheckState.NotKnown, $"{attribute} was changed or set and its value is not in the log");
        }

        var config = TwinConfig.Of(view);
        if (!config.ContainsKey(attribute))
        {
            // Never set: known only where nothing can have been set before the logs begin.
            return !TwinConfig.IsWhole(view) ? (CheckState.NotKnown, $"{attribute} was not seen; a read or snapshot would tell")
                : need.Absent == "met" || need.Lacks is not null || need.IsNot is not null ? (CheckState.Met, $"{attribute} was never set")
                : (CheckState.NotMet, $"{attribute} was never set");
        }

        var value = TwinConfig.Text(config[attribute]) ?? "null";
        var met = need.Is?.Contains(value, StringComparer.OrdinalIgnoreCase) ?? true;
        met &= need.IsNot?.Contains(value, StringComparer.OrdinalIgnoreCase) is not true;
        met &= need.Lacks?.Any(part => value.Contains(part, StringComparison.OrdinalIgnoreCase)) is not true;
        return (met ? CheckState.Met : CheckState.NotMet, $"{attribute} is {HostileText.Plain(value, EntityLabel.LabelMax)}");
    }

    private static (CheckState, string) Relation(string kind, EntityView? view) =>
        view is null ? (CheckState.NotKnown, "the twin knows nothing of it")
        : view.Relations.Where(relation => PlaceStage.Is(relation.Kind, kind)).ToList() is [var first, ..] ? (CheckState.Met, $"it has {EntityLabel.Of(first.To)}")
        : TwinConfig.IsWhole(view) ? (CheckState.NotMet, "it has none")
        : (CheckState.NotKnown, "none was seen; a snapshot would tell");

    private static (CheckState, string) Lacks(string kind, string named, EntityView? view) =>
        view is null ? (CheckState.NotKnown, "the twin knows nothing of it")
        : view.Relations.Any(relation => PlaceStage.Is(relation.Kind, kind) && PlaceStage.NameOf(relation.To.Value) == named) ? (CheckState.NotMet, $"it has {named} already")
        : TwinConfig.IsWhole(view) ? (CheckState.Met, $"it has no {named}")
        : (CheckState.NotKnown, $"{named} was not seen; a snapshot would tell");

    private static (CheckState, string) Place(ResponseNeed need, string place, IReadOnlyDictionary<string, string> places) =>
        !places.TryGetValue(place, out var value) ? (CheckState.NotKnown, "nothing tells it")
        : need.Starts is null || need.Starts.Any(start => value.StartsWith(start, StringComparison.Ordinal)) ? (CheckState.Met, HostileText.Plain(value, EntityLabel.LabelMax))
        : (CheckState.NotMet, $"{HostileText.Plain(value, EntityLabel.LabelMax)} does not begin with {string.Join(" or ", need.Starts)}");

    private static (CheckState, string) Id(string pattern, bool not, EntityId target) =>
        NamePattern.Matches(pattern, target.Value) != not ? (CheckState.Met, "its id says so") : (CheckState.NotMet, "its id says otherwise");
}
