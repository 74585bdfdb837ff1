using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>Denials within minutes: many different calls are probing; one call over and over is a loop with its cause; what is usual for the identity is information.</summary>
internal static class DeniedBurst
{
    /// <summary>Window of denied calls in the state; throttling and not-found are not in it.</summary>
    public const string Window = "denied";

    private const int Percent = 100;
    private const int RelatedMax = 20;

    public static IEnumerable<Finding> Derive(DeriveScope scope)
    {
        var width = TimeSpan.FromMinutes(scope.Thresholds.BurstMinutes);
        foreach (var group in scope.Baseline.KeptOf(Window).GroupBy(static kept => kept.Subject, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            foreach (var burst in Burst.Find([.. group], width, events => events.Length >= scope.Thresholds.DeniedMin, hour => Near(scope, hour)))
            {
                if (scope.Holds(burst.Trigger.At))
                {
                    yield return Judge(scope, group.Key, burst);
                }
            }
        }
    }

    /// <summary>The hour has positions inside the range.</summary>
    internal static bool Near(DeriveScope scope, int hour) => scope.Touches(DeriveScope.HourStart(hour), DeriveScope.HourStart(hour + 1));

    private static Finding Judge(DeriveScope scope, string subject, Burst burst)
    {
        var events = burst.Events;
        var actions = events.Select(static e => e.Action).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var pairs = events.Select(static e => (e.Action, e.Target)).Distinct().Count();
        var varied = actions.Count >= scope.Thresholds.DeniedActionsMin || pairs >= scope.Thresholds.DeniedPairsMin;
        var loop = scope.Context.Noise.DeniedLoop && (!varied || events.Count >= pairs * scope.Thresholds.LoopRepeats);
        return loop ? Loop(scope, subject, burst, pairs) : Probing(scope, subject, burst, actions, pairs);
    }

    private static Finding Probing(DeriveScope scope, string subject, Burst burst, List<string> actions, int pairs)
    {
        var (usual, past) = Past(scope, subject, burst);
        return (Common(scope, subject, burst) with
        {
            Rule = RuleIds.DeniedBurst,
            Severity = usual ? Severity.Info : null,
            Observed = FormattableString.Invariant($"{burst.Events.Count} denied calls of {actions.Count} actions ({pairs} action-and-target pairs)"),
            Expected = usual
                ? FormattableString.Invariant($"such hours are usual here: {past}")
                : FormattableString.Invariant($"fewer than {scope.Thresholds.DeniedMin} denials of fewer than {scope.Thresholds.DeniedActionsMin} actions; {past}"),
            Text = FormattableString.Invariant($"{Words.Who(scope, subject)} was denied {burst.Events.Count} calls of {(actions.Count == 1 ? "one action" : FormattableString.Invariant($"{actions.Count} different actions"))} around {Words.Time(burst.Trigger.At.Time)} ({Draft.Cut(string.Join(", ", actions.Take(5)))}); {past}."),
        }).Make(scope);
    }

    private static Finding Loop(DeriveScope scope, string subject, Burst burst, int pairs)
    {
        var cause = burst.Events
            .GroupBy(static e => (e.Action, e.Target, Error: e.Error ?? "denied"))
            .OrderByDescending(static g => g.Count())
            .ThenBy(static g => g.Key.Action, StringComparer.Ordinal)
            .ThenBy(static g => g.Key.Target)
            .ThenBy(static g => g.Key.Error, StringComparer.Ordinal)
            .First();
        var target = cause.Key.Target.IsNone ? "no named target" : Draft.Cut(cause.Key.Target.Value);
        return (Common(scope, subject, burst) with
        {
            Rule = RuleIds.DeniedLoop,
            Observed = FormattableString.Invariant($"{burst.Events.Count} denied calls, {pairs} different"),
            Expected = FormattableString.Invariant($"at least {scope.Thresholds.DeniedActionsMin} actions or {scope.Thresholds.DeniedPairsMin} pairs, each tried a few times, would be probing"),
            Text = FormattableString.Invariant($"{Words.Who(scope, subject)} repeats calls that are denied; most often {Draft.Cut(cause.Key.Action)} on {target} ({cause.Count()} times, {Draft.Cut(cause.Key.Error)}). The cause is a missing permission or a wrong target."),
        }).Make(scope);
    }

    private static Draft Common(DeriveScope scope, string subject, Burst burst) => new()
    {
        Rule = RuleIds.DeniedBurst,
        Position = burst.Trigger.At,
        Subject = subject,
        Anchor = Words.Bucket(burst.Hour),
        Dimension = "denied calls",
        Observed = string.Empty,
        Expected = string.Empty,
        Window = FormattableString.Invariant($"{scope.Thresholds.BurstMinutes} minutes, in the hour of {Words.Hour(burst.Hour)}"),
        Text = string.Empty,
        Actor = burst.Events[0].Context with { Principal = burst.Events[0].Context.Principal ?? scope.Id.Value },
        Related = [.. burst.Events.Select(static e => e.Target).Where(static t => !t.IsNone).Distinct().Take(RelatedMax)],
        Evidence = [.. burst.Events.Select(static e => e.At.EventId)],
        Time = burst.Events[0].At.Time,
        LastTime = burst.Events[^1].At.Time,
    };

    private static (bool Usual, string Text) Past(DeriveScope scope, string subject, Burst burst)
    {
        var calls = scope.Baseline.CountersOf(subject, Measure.Calls).Between(burst.Hour - scope.Thresholds.LookbackHours, burst.Hour).Count();
        var denied = scope.Baseline.CountersOf(subject, Measure.Denied).Between(burst.Hour - scope.Thresholds.LookbackHours, burst.Hour).Count(pair => pair.Value >= scope.Thresholds.DeniedMin);
        if (calls < scope.Thresholds.DeniedHistoryHours)
        {
            return (false, FormattableString.Invariant($"its past is too short to tell what is usual ({calls} active hours)"));
        }

        return (denied * Percent >= calls * scope.Thresholds.DeniedUsualPercent, FormattableString.Invariant($"{denied} of {calls} past active hours had {scope.Thresholds.DeniedMin} denials or more"));
    }
}
