using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// Moves the actors could make: abilities met in the reach that no step has used yet, and what their footholds allow by themselves.
/// Likelihood in words with the reason; no percentages.
/// </summary>
internal static class NextMoveStage
{
    public static ValueArray<NextMove> Of(StoryContext story)
    {
        var used = Outcomes(story);
        var moves = story.Reach.Abilities.Select(ability => MoveOf(story, ability, used)).OfType<Ranked>()
            .Concat(Footholds(story))
            .GroupBy(static move => (move.Move.Action, move.Move.Target)).Select(static group => group.OrderBy(static move => move.Move.Likelihood).ThenBy(static move => move.Move.Path.Count).First())
            .OrderBy(static move => move.Move.Likelihood).ThenByDescending(static move => move.Worth).ThenBy(static move => move.Move.Path.Count)
            .ThenBy(static move => move.Move.Target).ThenBy(static move => move.Move.Action, StringComparer.Ordinal);
        return moves.Take(StoryLimits.NextMovesMax).Select(static move => move.Move).ToValueArray();
    }

    private static Dictionary<EntityId, HashSet<(bool Read, bool Success)>> Outcomes(StoryContext story)
    {
        var used = new Dictionary<EntityId, HashSet<(bool, bool)>>();
        foreach (var record in story.Events.Where(story.Scope.Holds))
        {
            var target = story.Canonical(EventReading.TargetOf(record));
            if (!used.TryGetValue(target, out var set))
            {
                used[target] = set = [];
            }

            set.Add((record.ReadOnly != false, record.Outcome == Outcome.Success));
        }

        return used;
    }

    private static Ranked? MoveOf(StoryContext story, ReachNode ability, Dictionary<EntityId, HashSet<(bool Read, bool Success)>> used)
    {
        var can = ability.Ability!.Can;
        var isRead = can.StartsWith("read", StringComparison.Ordinal);
        var seen = used.GetValueOrDefault(ability.Id);
        if (seen is not null && seen.Contains((isRead, true)))
        {
            return null;
        }

        if (MoveKnowledge.Current.Of(story.TypeOf(ability.Id), can) is not { } kind)
        {
            return null;
        }

        var isJewel = story.IsJewel(ability.Id);
        var wasRefused = seen is not null && seen.Contains((isRead, false));
        var likelihood = LikelihoodOf(ability, isJewel, wasRefused);
        var path = story.Reach.PathTo(ability.From).Append(ability.Id).ToValueArray();
        var why = $"{story.LabelOf(ability.From)} holds it: {ability.Why}{Conditions(ability)}"
            + (story.ViewOf(ability.Id)?.CrownJewel is { } jewel ? $"; it is {jewel.Phrase()}" : string.Empty)
            + (wasRefused ? "; the actors were refused here before" : string.Empty);
        return new(new(kind.Action, ability.Id, path, likelihood, Text.HostileText.Plain(why)), (isJewel ? 1000 : 0) + StoryKnowledge.Current.WorthOf(story.TypeOf(ability.Id)));
    }

    private static Likelihood LikelihoodOf(ReachNode ability, bool isJewel, bool wasRefused)
    {
        if (wasRefused || ability.Certainty == Certainty.NotDecidable)
        {
            return Likelihood.Unlikely;
        }

        if (ability.Certainty == Certainty.Possible)
        {
            return isJewel ? Likelihood.Possible : Likelihood.Unlikely;
        }

        return isJewel || ability.Hop <= 2 ? Likelihood.Likely : Likelihood.Possible;
    }

    private static string Conditions(ReachNode ability) =>
        ability.Certainty switch
        {
            Certainty.Certain => string.Empty,
            Certainty.Possible => ability.Ability!.Conditions.IsEmpty ? "; under conditions" : $"; if {string.Join(" and ", ability.Ability!.Conditions)}",
            _ => "; whether it is really allowed is not known",
        };

    private static IEnumerable<Ranked> Footholds(StoryContext story)
    {
        foreach (var id in story.Reach.Footholds)
        {
            var kind = EntityAlias.IsWorkload(id) ? "workload" : EntityAlias.IsPersonal(id) ? "personalKey" : EntityTypes.Of(id) == "AWS::IAM::Role" ? "role" : string.Empty;
            if (kind == "personalKey" && !story.Scope.Credentials.Any(static key => key.StartsWith("AKIA", StringComparison.Ordinal)))
            {
                continue;
            }

            if (MoveKnowledge.Current.OfFoothold(kind) is { } move)
            {
                yield return new(new(move.Action, id, [id], move.Likelihood, move.Why), 0);
            }
        }
    }

    private sealed record Ranked(NextMove Move, int Worth);
}
