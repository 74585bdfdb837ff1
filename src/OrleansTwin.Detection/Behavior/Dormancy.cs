using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>The first active hour of an identity after a silence of <see cref="BehaviorThresholds.DormantDays"/>.</summary>
internal static class Dormancy
{
    private const int HoursADay = 24;

    public static IEnumerable<Finding> Derive(DeriveScope scope)
    {
        foreach (var subject in scope.Baseline.Subjects)
        {
            var calls = scope.Baseline.CountersOf(subject, Measure.Calls);
            int? last = null;
            foreach (var (hour, count) in calls.Hours)
            {
                if (last is { } before && hour - before >= scope.Thresholds.DormantDays * HoursADay && hour - before <= BaselineLimits.HoursRead && scope.HoldsHour(hour)
                    && calls.ActiveDaysBefore(hour) >= scope.Thresholds.DormantActiveDays)
                {
                    yield return Wakes(scope, subject, before, hour, count);
                }

                last = hour;
            }
        }
    }

    private static Finding Wakes(DeriveScope scope, string subject, int before, int hour, long count)
    {
        var days = (hour - before) / HoursADay;
        var first = HourEvidence.In(scope, subject, hour);
        return new Draft
        {
            Rule = RuleIds.DormantWakes,
            Position = DeriveScope.HourStart(hour),
            Subject = subject,
            Anchor = Words.Bucket(hour),
            Severity = Severity.Low,
            Dimension = "activity",
            Observed = FormattableString.Invariant($"{count} calls in the hour of {Words.Hour(hour)}"),
            Expected = FormattableString.Invariant($"silence, as in the {days} days before"),
            Window = FormattableString.Invariant($"{days} days since the last call, in the hour of {Words.Hour(before)}"),
            Text = FormattableString.Invariant($"{Words.Who(scope, subject)} made {count} calls in the hour of {Words.Hour(hour)} after {days} days without any."),
            Actor = first.Context,
            Evidence = first.Events,
            Time = first.Time ?? Observation.TimeOf(hour),
            LastTime = Words.HourEnd(hour),
        }.Make(scope);
    }
}
