using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Detection.Behavior;

/// <summary>
/// Lowers what a rule said of one event to low where the caller has done the very act for days and works as always: the surprise is
/// lowered, never the impact, whose signals are not touched. Root, critical rules and refused calls are never usual.
/// </summary>
public static class UsualWork
{
    /// <param name="signal">A rule's signal on one event.</param>
    /// <param name="action">The event's action as baselines name it.</param>
    /// <param name="subject">Whose baseline inside a shared role, as observations name it.</param>
    /// <param name="state">The caller's state.</param>
    public static Signal Weigh(Signal signal, EventRecord record, string action, string subject, EntityState state, BehaviorContext context)
    {
        if (!context.Noise.UsualWork || signal.Severity is not (Severity.Medium or Severity.High)
            || record.Actor.Type == ActorType.Root || record.Outcome == Outcome.Denied)
        {
            return signal;
        }

        var days = context.Options.Thresholds.UsualDays;
        var at = record.Order;
        if (Ways.Of(state, subject, context, at) is not { } ways || !ways.KnowsFor(Dimension.Action, action, at, days)
            || ways.IsNewAddress(record.SourceIp) || ways.IsNewAgent(record.UserAgent))
        {
            return signal;
        }

        return Lower(signal, Severity.Low, FormattableString.Invariant($"this caller has made the same call for at least {days} days, from where and with what it works"), context);
    }

    /// <summary>The signal at a lower severity, with the reason at the end of its text.</summary>
    internal static Signal Lower(Signal signal, Severity to, string why, BehaviorContext context)
    {
        var levels = context.Scoring.Severity;
        return signal with
        {
            Severity = to,
            Score = Math.Max(0, signal.Score - levels[signal.Severity] + levels[to]),
            Explanation = signal.Explanation with { Text = $"{signal.Explanation.Text} Lowered from {Word(signal.Severity)} to {Word(to)}: {why}." },
        };
    }

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
