using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>Which techniques have a rule whose records come, by cloud and place.</summary>
internal sealed class TechniqueCoverage(RecordSight sight, CoverageLimits limits)
{
    /// <param name="needs">Of all rules.</param>
    /// <param name="clouds">Clouds of the estate; others have no rows.</param>
    /// <param name="places">Accounts of AWS with their regions.</param>
    public IEnumerable<TechniqueRow> Of(IReadOnlyList<RuleNeed> needs, IReadOnlySet<Cloud> clouds, IReadOnlyList<(string Account, string Region)> places) =>
        needs.Where(need => clouds.Contains(need.Cloud))
            .SelectMany(static need => need.Techniques.Select(technique => (need.Cloud, Technique: technique, Need: need)))
            .GroupBy(static one => (one.Cloud, one.Technique))
            .OrderBy(static group => group.Key.Cloud).ThenBy(static group => group.Key.Technique, StringComparer.Ordinal)
            .Select(group => Row(group.Key.Cloud, group.Key.Technique, [.. group.Select(static one => one.Need)], places));

    private TechniqueRow Row(Cloud cloud, string technique, List<RuleNeed> rules, IReadOnlyList<(string Account, string Region)> places)
    {
        (string Account, string Region)[] asked = cloud == Cloud.Aws ? [.. places.Take(limits.PlacesAskedMax)] : [(string.Empty, string.Empty)];
        var seen = asked.Select(place => (Place: place, Rules: rules.Select(rule => (Rule: rule, Best: Best(rule, place.Account, place.Region))).ToList())).ToList();
        var best = seen.SelectMany(static one => one.Rules).MinBy(static one => one.Best.Seen.Sighting);
        var worse = seen.Select(static one => (one.Place, Best: one.Rules.MinBy(static rule => rule.Best.Seen.Sighting).Best)).Where(one => cloud == Cloud.Aws && one.Best.Seen.Sighting > best.Best.Seen.Sighting).ToList();
        var told = rules.Select((rule, at) => new TechniqueRule(rule.Rule, seen.Min(one => one.Rules[at].Best.Seen.Sighting), string.Join("; ", rule.Ways.Select(Words).Distinct(StringComparer.Ordinal)))).ToValueArray();
        var advice = seen.Where(one => one.Rules.Min(static rule => rule.Best.Seen.Sighting) >= Sighting.NotAtAll).SelectMany(one => one.Rules.SelectMany(static rule => rule.Best.Advice)).Distinct().Take(limits.AdviceMax);
        return new(
            cloud, technique, rules.SelectMany(static rule => rule.Tactics).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
            best.Best.Seen.Sighting, $"{best.Rule.Rule}: {best.Best.Seen.Why}", told,
            worse.Take(limits.PlacesMax).Select(static one => new PlaceSeen(one.Place.Account, one.Place.Region, one.Best.Seen.Sighting, one.Best.Seen.Why)).ToValueArray(), Math.Max(0, worse.Count - limits.PlacesMax), advice.ToValueArray());
    }

    private static string Words(ValueArray<NeededRecord> way) => string.Join(" and ", way.Select(static record => record.Words));

    // One way is enough; of a way all records are needed.
    private Judged Best(RuleNeed rule, string account, string region)
    {
        if (rule.Ways.IsEmpty)
        {
            return new(new(Sighting.Unknown, SeenBasis.Nothing, "the rule carries no event that shows what it needs"), []);
        }

        return rule.Ways.Select(way => way.Select(record => Judge(record, account, region)).MaxBy(static one => one.Seen.Sighting)!).MinBy(static one => one.Seen.Sighting)!;
    }

    private Judged Judge(NeededRecord record, string account, string region)
    {
        var (seen, advice) = sight.Of(record, account, region);
        return new(seen, advice);
    }

    /// <summary>How a record would be seen, and what would change that.</summary>
    private sealed record Judged(Seen Seen, IReadOnlyList<Advice> Advice);
}
