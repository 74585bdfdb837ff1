using System.Globalization;
using OrleansTwin.Incidents.Alerts;
using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// The ordered steps: evidence of the signals, changes with impact, and the notable acts of the incident's actors around them
/// (<see cref="ActorScope"/> says which). Equal steps close in time fold. Evidence that is no call of the history (flow records,
/// vendors' findings) becomes a step of its signal.
/// </summary>
internal static class StepStage
{
    public static void Tell(StoryContext story)
    {
        var signalsOf = SignalsByEvent(story.Group.Signals);
        var impactsOf = story.ImpactsOf;
        var needed = Needed(story);
        story.Events = Collect(story, needed);
        story.Impacts = [.. story.Group.Impacts.Concat(story.Events.SelectMany(record => impactsOf.GetValueOrDefault(record.Id) ?? []))
            .DistinctBy(static impact => impact.Id).OrderBy(static impact => impact.Time).ThenBy(static impact => impact.Id, StringComparer.Ordinal)];

        List<IncidentStep> others = [.. FromSignals(story), .. FromImpacts(story)];
        List<IncidentStep> steps = [.. StepFold.Runs(story.Events, impactsOf.ContainsKey, StoryLimits.StepsMax - others.Count).Select(run => StepOf(story, run, signalsOf, impactsOf)), .. others];
        steps.Sort(Compare);
        story.Steps = Cut(steps, needed);
        story.StepsLeftOut = steps.Count - story.Steps.Count;
        if (story.StepsLeftOut > 0)
        {
            story.LeftOut = steps.Except(story.Steps, ReferenceEqualityComparer.Instance).Cast<IncidentStep>().SelectMany(static step => step.Events).Take(StoryLimits.EventsPerStepMax).ToValueArray();
        }
    }

    private static Dictionary<string, List<Signal>> SignalsByEvent(IEnumerable<Signal> signals)
    {
        var result = new Dictionary<string, List<Signal>>(StringComparer.Ordinal);
        foreach (var signal in signals)
        {
            foreach (var id in signal.Evidence)
            {
                if (!result.TryGetValue(id, out var list))
                {
                    result[id] = list = [];
                }

                list.Add(signal);
            }
        }

        return result;
    }

    private static HashSet<string> Needed(StoryContext story) =>
        story.Group.Signals.SelectMany(static signal => signal.Evidence).Concat(story.Group.Impacts.Select(static impact => impact.Change)).ToHashSet(StringComparer.Ordinal);

    private static List<EventRecord> Collect(StoryContext story, HashSet<string> needed)
    {
        var found = new SortedDictionary<EventOrder, EventRecord>();
        foreach (var record in needed.Select(story.World.EventOf).OfType<EventRecord>().Where(static record => !EventReading.IsTraffic(record)))
        {
            found[record.Order] = record;
        }

        var (from, to) = (story.AlertsFrom - StoryLimits.Lead, story.AlertsTo + StoryLimits.Lag);
        var acts = story.World.EventsOf(story.Scope.Keys(), from, to)
            .Where(record => record.Time >= from && record.Time <= to && !EventReading.IsTraffic(record) && EventReading.IsNotable(record) && story.Scope.Holds(record))
            .OrderBy(static record => record.Order).Take(StoryLimits.EventsMax);
        foreach (var record in acts)
        {
            found[record.Order] = record;
        }

        return [.. found.Values];
    }

    private static IncidentStep StepOf(StoryContext story, List<EventRecord> run, Dictionary<string, List<Signal>> signalsOf, Dictionary<string, List<Impact>> impactsOf)
    {
        var first = run[0];
        var signals = run.SelectMany(record => signalsOf.GetValueOrDefault(record.Id) ?? []).DistinctBy(static signal => signal.Id).ToList();
        signals.Sort(SignalSet.Compare);
        var (tactic, technique) = TacticOf(signals);
        List<EntityId> targets = [.. run.Select(EventReading.TargetOf).Distinct()];
        var step = new IncidentStep
        {
            Time = first.Time,
            LastTime = run[^1].Time,
            Events = run.Take(StoryLimits.EventsPerStepMax).Select(static record => record.Id).ToValueArray(),
            Action = first.Action,
            Actor = story.Canonical(EventReading.ActorOf(first)),
            Target = targets.Count == 1 ? story.Canonical(targets[0]) : EntityId.None,
            Outcome = first.Outcome,
            Tactic = tactic,
            Technique = technique,
            Impacts = run.SelectMany(record => impactsOf.GetValueOrDefault(record.Id) ?? []).Select(static impact => impact.Id).Distinct(StringComparer.Ordinal).ToValueArray(),
            Signals = signals.Select(static signal => signal.Id).ToValueArray(),
            Count = run.Count,
        };
        return step with { Text = TextOf(story, step, targets.Count) };
    }

    /// <summary>From the most severe signal that says one; of its tactics the furthest, of its techniques the first.</summary>
    private static (string? Tactic, string? Technique) TacticOf(List<Signal> signals)
    {
        var ranked = signals.OrderByDescending(static signal => signal.Severity).ThenByDescending(static signal => signal.Score).ThenBy(static signal => signal.Id, StringComparer.Ordinal).ToList();
        var tactic = ranked.FirstOrDefault(static signal => !signal.Tactics.IsEmpty)?.Tactics.OrderByDescending(Tactics.RankOf).ThenBy(static name => name, StringComparer.Ordinal).First();
        var technique = ranked.FirstOrDefault(static signal => !signal.Techniques.IsEmpty)?.Techniques[0];
        return (tactic, technique);
    }

    private static string TextOf(StoryContext story, IncidentStep step, int targets)
    {
        var action = HostileText.Plain(step.Action, EntityLabel.LabelMax);
        var target = targets > 1 ? $" {Durations.Count(targets, "target")}" : step.Target.IsNone ? string.Empty : $" {story.LabelOf(step.Target)}";
        var verb = StoryKnowledge.Current.VerbOf(step.Action) is { } known ? $"{known}{target} ({action})" : target.Length > 0 ? $"called {action} on{target}" : $"called {action}";
        var count = step.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", {step.Count} times in {Durations.Text(step.LastTime - step.Time)}") : string.Empty;
        var outcome = step.Outcome switch
        {
            Outcome.Success => string.Empty,
            Outcome.Denied => ": access denied",
            Outcome.Throttled => ": throttled",
            Outcome.Unknown => ": the record does not tell whether it worked",
            _ => ": failed",
        };
        var who = step.Actor.IsNone ? "Somebody not named" : story.LabelOf(step.Actor);
        return step.Outcome == Outcome.Success ? $"{who} {verb}{count}" : $"{who} tried {action}{(target.Length > 0 ? " on" + target : string.Empty)}{count}{outcome}";
    }

    private static IEnumerable<IncidentStep> FromSignals(StoryContext story)
    {
        foreach (var signal in story.Group.Signals)
        {
            var ids = signal.Evidence.Where(id => story.World.EventOf(id) is not { } record || EventReading.IsTraffic(record)).Take(StoryLimits.EventsPerStepMax).ToValueArray();
            if (ids.IsEmpty && !signal.Evidence.IsEmpty)
            {
                continue;
            }

            var (tactic, technique) = TacticOf([signal]);
            var actor = signal.Actor is { Id.IsNone: false } known ? known.Id : signal.Subject;
            var target = signal.Entities.FirstOrDefault(id => id != actor && !id.IsNone);
            yield return new()
            {
                Time = signal.Time,
                LastTime = SignalSet.EndOf(signal),
                Events = ids,
                Action = signal.Dimension == SignalDimension.Network ? "NetworkTraffic" : signal.Rule,
                Actor = story.Canonical(actor),
                Target = target.IsNone ? EntityId.None : story.Canonical(target),
                Outcome = Outcome.Success,
                Tactic = tactic,
                Technique = technique,
                Signals = [signal.Id],
                Count = Math.Max(1, ids.Count),
                Text = HostileText.Plain(signal.Explanation.Text.Length > 0 ? $"{signal.Title}: {story.Said(signal)}" : signal.Title, SummaryStage.SentenceMax),
            };
        }
    }

    /// <summary>Changes whose event is not kept: the impact itself tells them.</summary>
    private static IEnumerable<IncidentStep> FromImpacts(StoryContext story) =>
        story.Group.Impacts.Where(impact => story.World.EventOf(impact.Change) is null).Select(impact => new IncidentStep
        {
            Time = impact.Time,
            LastTime = impact.Time,
            Events = [impact.Change],
            Action = impact.Action.Length > 0 ? impact.Action : "Change",
            Actor = story.Canonical(impact.Actor),
            Target = story.Canonical(impact.Resource),
            Outcome = Outcome.Success,
            Impacts = [impact.Id],
            Count = 1,
            Text = HostileText.Plain(impact.Text.Length > 0 ? impact.Text : $"{impact.Action} on {story.LabelOf(impact.Resource)}"),
        });

    private static int Compare(IncidentStep left, IncidentStep right)
    {
        var byTime = left.Time.UtcTicks.CompareTo(right.Time.UtcTicks);
        if (byTime != 0)
        {
            return byTime;
        }

        // Within one time the order of the runs stands (canonical order of their first events); steps of signals follow.
        var byKind = (left.Action == "NetworkTraffic").CompareTo(right.Action == "NetworkTraffic");
        if (byKind != 0)
        {
            return byKind;
        }

        var byAction = string.CompareOrdinal(left.Action, right.Action);
        return byAction != 0 ? byAction : string.CompareOrdinal(Anchor(left), Anchor(right));
    }

    private static string Anchor(IncidentStep step) => !step.Events.IsEmpty ? step.Events[0] : step.Signals.IsEmpty ? string.Empty : step.Signals[0];

    /// <summary>Beyond the bound, steps that carry evidence stay before those that do not, each in order.</summary>
    private static List<IncidentStep> Cut(List<IncidentStep> steps, HashSet<string> needed)
    {
        if (steps.Count <= StoryLimits.StepsMax)
        {
            return steps;
        }

        var kept = steps.Where(step => !step.Signals.IsEmpty || !step.Impacts.IsEmpty || step.Events.Any(needed.Contains))
            .Concat(steps).Distinct(ReferenceEqualityComparer.Instance).Cast<IncidentStep>().Take(StoryLimits.StepsMax).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. steps.Where(kept.Contains)];
    }
}
