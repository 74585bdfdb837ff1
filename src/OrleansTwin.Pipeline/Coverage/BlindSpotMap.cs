using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>
/// The blind-spot map of a settled view. Steps: the logs that are set up; what came of each source and how late; how each crown jewel and each
/// network would be seen; which techniques have a rule whose records come; when a log recorded less. Rows in this order, each kind in ordinal order.
/// </summary>
public static class BlindSpotMap
{
    private const int GapTextMax = 400;

    public static IEnumerable<CoverageRow> Of(SettledView view, ListedAnswers listed, IReadOnlyList<RuleNeed> needs, CoverageLimits? limits = null)
    {
        limits ??= CoverageLimits.Default;
        var (now, knowledge) = (new EstateAsOf(view.Estate, EventOrder.Latest), LoggingKnowledge.Current);
        var trails = new TrailLedger(now, listed.Trails);
        var arrivals = Arrivals.Of(view.Worlds, view.Events.Values);
        var sight = new CallSight(trails, arrivals, knowledge);
        var jewels = view.Entities.Where(static entity => entity.CrownJewel is not null && entity.State != Model.Entities.EntityLife.Deleted).OrderBy(static entity => entity.Id);
        IEnumerable<CoverageRow> rows = LogRows.Of(trails, now);
        return rows
            .Concat(Sources(view, arrivals, limits))
            .Concat(jewels.Take(limits.JewelsMax).Select(jewel => JewelCoverage.Of(jewel, sight, arrivals, knowledge, limits)))
            .Concat(NetworkCoverage.Of(now, listed.FlowLogs, knowledge).Take(limits.NetworksMax))
            .Concat(new TechniqueCoverage(new(sight, arrivals, knowledge), limits).Of(needs, Clouds(view), Places(view)))
            .Concat(view.Gaps.Select(static gap => new GapRow(gap.Source, gap.From, gap.To, HostileText.Plain(gap.What, GapTextMax), HostileText.Plain(gap.Why, GapTextMax), gap.HowToEnable, [gap.Event])));
    }

    /// <summary>Whether and how fast records are seen, as of the end of a view.</summary>
    public static RecordSight SightOf(SettledView view, ListedAnswers listed)
    {
        var arrivals = Arrivals.Of(view.Worlds, view.Events.Values);
        return new(new(new(new EstateAsOf(view.Estate, EventOrder.Latest), listed.Trails), arrivals, LoggingKnowledge.Current), arrivals, LoggingKnowledge.Current);
    }

    /// <summary>Accounts of AWS with the regions in which something is known or was recorded, ordinal order.</summary>
    public static IReadOnlyList<(string Account, string Region)> Places(SettledView view)
    {
        var own = view.Worlds.Where(static world => world.Shard.Cloud == Cloud.Aws).Select(static world => world.Shard.Account).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. view.Entities.Where(entity => entity is { Cloud: Cloud.Aws, Account: not null, Region.Length: > 0, State: Model.Entities.EntityLife.Active } && own.Contains(entity.Account)).Select(static entity => (entity.Account!, entity.Region!))
                .Concat(view.Worlds.Where(static world => world.Shard.Cloud == Cloud.Aws).SelectMany(static world => world.Sources.Counts.Where(static count => count.Region.Length > 0).Select(count => (world.Shard.Account, count.Region))))
                .Distinct().OrderBy(static place => place.Item1, StringComparer.Ordinal).ThenBy(static place => place.Item2, StringComparer.Ordinal),
        ];
    }

    private static HashSet<Cloud> Clouds(SettledView view) => [.. view.Worlds.Select(static world => world.Shard.Cloud)];

    private static IEnumerable<SourceRow> Sources(SettledView view, Arrivals arrivals, CoverageLimits limits) =>
        view.Worlds.SelectMany(static world => world.Sources.Counts.Select(count => (world.Shard.Account, Count: count)))
            .GroupBy(static one => (Name: Settle.CoverageStage.NameOf(one.Count.Source, one.Account), one.Account, one.Count.Source))
            .OrderBy(static group => group.Key.Name, StringComparer.Ordinal)
            .Select(group => new SourceRow(
                group.Key.Name, group.Key.Account, group.Sum(static one => one.Count.Events), group.Sum(static one => one.Count.DataEvents),
                new(group.Min(static one => one.Count.FirstTicks), TimeSpan.Zero), new(group.Max(static one => one.Count.LastTicks), TimeSpan.Zero),
                group.Key.Source == RecordFormat.CloudTrail ? arrivals.LagOf(group.Key.Account) : null,
                view.Gaps.Where(gap => gap.Source == group.Key.Name).Take(limits.GapsMax).Select(static gap => HostileText.Plain(gap.ToString(), GapTextMax)).ToValueArray()));
}
