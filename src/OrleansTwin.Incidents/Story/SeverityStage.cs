using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// Finds the facts of the story and re-scores the incident by rules. Without a rule the severity is that of its alerts, at most high:
/// critical needs a reason that a rule names. A risk that a later change removed does not count (<see cref="Removal"/>).
/// </summary>
internal static class SeverityStage
{
    private const int SeveralTactics = 3;

    /// <summary>Alerts held against each other; the rest, by id, are not looked at.</summary>
    private const int AlertsComparedMax = 64;

    public static (Severity Severity, int Score, string? Why) Of(StoryContext story)
    {
        LearnActs(story);
        LearnImpacts(story);
        LearnSignals(story);

        var knowledge = SeverityKnowledge.Current;
        var alerts = story.Group.Alerts.Max(static alert => alert.Severity);
        var severity = alerts > Severity.High ? Severity.High : alerts;
        var rule = knowledge.Of(story.Facts);
        if (rule is not null && rule.Severity > severity)
        {
            severity = rule.Severity;
        }

        return (severity, knowledge.ScoreOf(severity, story.Facts), rule?.Severity == severity ? knowledge.WhyOf(rule, story.Facts) : null);
    }

    /// <summary>A read of a crown jewel's content by the incident's actors.</summary>
    public static bool IsJewelRead(StoryContext story, EventRecord record) =>
        record.Outcome == Outcome.Success && record.ReadOnly != false
        && (EventReading.IsDataRead(record) || StoryKnowledge.Current.IsSensitive(record.Action))
        && story.IsJewel(story.Canonical(EventReading.TargetOf(record))) && story.Scope.Holds(record);

    private static void LearnActs(StoryContext story)
    {
        Learn(story, StoryFact.JewelRead, story.Events.Exists(record => IsJewelRead(story, record)));
        Learn(story, StoryFact.Write, story.Events.Exists(record => record is { ReadOnly: false, Outcome: Outcome.Success } && story.Scope.Holds(record)));
        Learn(story, StoryFact.JewelInReach, ReachStage.Worst(story).Take(1).Any(story.IsJewel));
    }

    private static void LearnImpacts(StoryContext story)
    {
        // What somebody else took back is a risk no more; that it was used meanwhile other facts say.
        foreach (var impact in story.Impacts.Where(impact => impact.Certainty == Certainty.Certain && Removal.Of(story, impact) is not { ByOther: true }))
        {
            Learn(story, StoryFact.JewelAccessGained, Has(impact, FindingKind.CrownJewelAccess));
            Learn(story, StoryFact.AdminGained, Has(impact, FindingKind.AdminPrivileges) || Has(impact, FindingKind.PrivilegeEscalation));
            Learn(story, StoryFact.LoggingDisabled, Has(impact, FindingKind.LoggingDisabled));
            Learn(story, StoryFact.InternetExposed, Has(impact, FindingKind.InternetExposed));
            Learn(story, StoryFact.ImpactHigh, impact.Severity >= Severity.High);
        }
    }

    private static void LearnSignals(StoryContext story)
    {
        var loud = story.SignalsInAlerts.ToList();
        Learn(story, StoryFact.DecoyTouched, loud.Exists(static signal => signal.Kind == SignalKind.Decoy));
        Learn(story, StoryFact.SeveralTactics, loud.SelectMany(static signal => signal.Tactics).Select(Tactics.RankOf).Where(static rank => rank >= 0).Distinct().Count() >= SeveralTactics);
        Learn(story, StoryFact.SeveralAlerts, HasSeveralAlerts(story));
        Learn(story, StoryFact.AlertHigh, story.Group.Alerts.Any(static alert => alert.Severity >= Severity.High));
        Learn(story, StoryFact.Exfiltration, loud.Exists(static signal => signal.Tactics.Contains("exfiltration")));
    }

    // Two alerts that rest on one call are one act seen twice.
    private static bool HasSeveralAlerts(StoryContext story)
    {
        var evidence = story.Group.Signals.ToDictionary(static signal => signal.Id, static signal => signal.Evidence, StringComparer.Ordinal);
        var acts = story.Group.Alerts.OrderBy(static alert => alert.Id, StringComparer.Ordinal).Take(AlertsComparedMax)
            .Select(alert => alert.Signals.SelectMany(id => evidence.GetValueOrDefault(id)).ToHashSet(StringComparer.Ordinal)).ToList();
        return acts.Where((act, index) => acts.Skip(index + 1).Any(other => !act.Overlaps(other))).Any();
    }

    private static bool Has(Impact impact, FindingKind kind) => impact.Findings.Contains(kind);

    private static void Learn(StoryContext story, string fact, bool holds)
    {
        if (holds)
        {
            story.Facts.Add(fact);
        }
    }
}
