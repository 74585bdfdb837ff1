using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>Many distinct secrets, parameters, passwords or user-data texts read within minutes. A crown jewel weighs more; work the subject did in earlier hours is usual.</summary>
internal static class SensitiveReads
{
    /// <summary>Window of sensitive reads in the state.</summary>
    public const string Window = "sensitive-read";

    private const int Percent = 100;
    private const int RelatedMax = 20;

    public static IEnumerable<Finding> Derive(DeriveScope scope)
    {
        var width = TimeSpan.FromMinutes(scope.Thresholds.BurstMinutes);
        foreach (var group in scope.Baseline.KeptOf(Window).GroupBy(static kept => kept.Subject, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            KeptEvent[] events = [.. group];
            foreach (var burst in Burst.Find(events, width, window => Weight(scope, window) >= scope.Thresholds.SensitiveMin, hour => DeniedBurst.Near(scope, hour)))
            {
                if (scope.Holds(burst.Trigger.At))
                {
                    yield return Judge(scope, group.Key, burst, events);
                }
            }
        }
    }

    private static int Weight(DeriveScope scope, ReadOnlySpan<KeptEvent> events)
    {
        var weight = 0;
        var seen = new HashSet<EntityId>();
        foreach (var kept in events)
        {
            if (!kept.Target.IsNone && seen.Add(kept.Target))
            {
                weight += scope.Context.JewelOf(kept.Target) is null ? 1 : scope.Thresholds.SensitiveJewelWeight;
            }
        }

        return weight;
    }

    private static Finding Judge(DeriveScope scope, string subject, Burst burst, KeptEvent[] events)
    {
        var targets = burst.Events.Select(static e => e.Target).Where(static t => !t.IsNone).Distinct().Order().ToList();
        var jewels = targets.Count(target => scope.Context.JewelOf(target) is not null);
        var hourStart = DeriveScope.HourStart(burst.Hour);
        var before = events.Where(e => e.At < hourStart && DeriveScope.HourOf(e.At) >= burst.Hour - scope.Thresholds.LookbackHours).ToList();
        var readBefore = before.Select(static e => e.Target).ToHashSet();
        var known = targets.Count(target => readBefore.Contains(target) || scope.SeenBefore(subject, Dimension.Resource, target.Value, hourStart));
        var alike = before.GroupBy(static e => DeriveScope.HourOf(e.At)).Count(hour => hour.Select(static e => e.Target).Distinct().Count() * 2 >= targets.Count);
        var usual = known * Percent >= targets.Count * scope.Thresholds.SensitiveKnownPercent || alike >= scope.Thresholds.SensitiveUsualHours;
        var actions = burst.Events.Select(static e => e.Action).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new Draft
        {
            Rule = RuleIds.SensitiveReads,
            Position = burst.Trigger.At,
            Subject = subject,
            Anchor = Words.Bucket(burst.Hour),
            Severity = usual ? Severity.Low : jewels > 0 ? Severity.High : null,
            Dimension = "sensitive reads",
            Observed = FormattableString.Invariant($"{targets.Count} different targets in {burst.Events.Count} calls, {jewels} of them crown jewels"),
            Expected = FormattableString.Invariant($"{known} of them were read by it in earlier hours; {alike} earlier hours were alike"),
            Window = FormattableString.Invariant($"{scope.Thresholds.BurstMinutes} minutes, in the hour of {Words.Hour(burst.Hour)}"),
            Text = FormattableString.Invariant($"{Words.Who(scope, subject)} read {targets.Count} different sensitive targets ({jewels} crown jewels) around {Words.Time(burst.Trigger.At.Time)} by {Draft.Cut(string.Join(", ", actions))}; {known} of them it had read in earlier hours{(usual ? ", so this is usual work" : string.Empty)}."),
            Actor = burst.Events[0].Context,
            Related = [.. targets.OrderBy(target => scope.Context.JewelOf(target) is null ? 1 : 0).ThenBy(static t => t).Take(RelatedMax)],
            Evidence = [.. burst.Events.Select(static e => e.At.EventId)],
            Time = burst.Events[0].At.Time,
            LastTime = burst.Events[^1].At.Time,
        }.Make(scope);
    }
}
