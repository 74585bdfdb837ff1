using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>Use of an account's root user: the first active hour of each day, and each first action that widens power.</summary>
internal static class RootUse
{
    private const int HoursADay = 24;

    public static IEnumerable<Finding> Derive(DeriveScope scope)
    {
        if (!Arn.TryParse(scope.Id.Value, out var arn) || arn.Service != "iam" || arn.Resource != "root")
        {
            yield break;
        }

        foreach (var subject in scope.Baseline.Subjects)
        {
            int? day = null;
            foreach (var (hour, count) in scope.Baseline.CountersOf(subject, Measure.Calls).Hours)
            {
                if (hour / HoursADay != day && scope.HoldsHour(hour))
                {
                    yield return Used(scope, subject, hour, count);
                }

                day = hour / HoursADay;
            }

            foreach (var (action, stat) in scope.FirstSeen(subject, Dimension.Action).Where(pair => scope.Lists.IsAdmin(pair.Key)))
            {
                yield return Power(scope, subject, action, stat);
            }
        }
    }

    private static Finding Used(DeriveScope scope, string subject, int hour, long count)
    {
        var evidence = HourEvidence.In(scope, subject, hour);
        var writes = scope.Baseline.CountersOf(subject, Measure.Writes).Hours.GetValueOrDefault(hour);
        var days = scope.Baseline.CountersOf(subject, Measure.Calls).ActiveDaysBefore(hour);
        return new Draft
        {
            Rule = RuleIds.RootUsed,
            Position = DeriveScope.HourStart(hour),
            Subject = subject,
            Anchor = Words.Bucket(hour),
            Dimension = "root use",
            Observed = FormattableString.Invariant($"{count} calls, {writes} of them writes, in the hour of {Words.Hour(hour)}"),
            Expected = "no use: daily work needs no root",
            Window = FormattableString.Invariant($"first active hour of the day; {days} active days before"),
            Text = FormattableString.Invariant($"The root user {scope.Id.Value} made {count} calls ({writes} writes) in the hour of {Words.Hour(hour)}; it was used on {days} days before."),
            Actor = evidence.Context,
            Evidence = evidence.Events,
            Time = evidence.Time ?? Observation.TimeOf(hour),
            LastTime = Words.HourEnd(hour),
        }.Make(scope);
    }

    private static Finding Power(DeriveScope scope, string subject, string action, ValueStat stat) => new Draft
    {
        Rule = RuleIds.RootPower,
        Position = stat.First,
        Subject = subject,
        Anchor = action,
        Dimension = "root use",
        Observed = Draft.Cut(action),
        Expected = "keys, policies and trails are changed by named people",
        Window = "first use of this action by root",
        Text = $"The root user {scope.Id.Value} called {Draft.Cut(action)}, for the first time, from {Draft.Cut(stat.Context.Address)}.",
        Actor = stat.Context,
        Related = stat.Context.Resource is { Length: > 0 } resource ? [new EntityId(resource)] : [],
        Evidence = [stat.First.EventId],
    }.Make(scope);
}
