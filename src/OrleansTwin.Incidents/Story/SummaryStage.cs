using System.Globalization;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>The narrative without a language model: each sentence from facts, each with the event, signal or impact ids it rests on. One without evidence is not written.</summary>
internal static class SummaryStage
{
    /// <summary>Characters of one text in a sentence.</summary>
    internal const int SentenceMax = 1_000;

    /// <summary>How the ids of signals begin that only say that a change had an impact.</summary>
    private const string ImpactRules = "twin.impact.";

    private const int EvidenceMax = 20;
    private const int PerKindMax = 8;

    public static ValueArray<SummarySentence> Of(StoryContext story, BlastRadius radius, string? severityWhy)
    {
        var sentences = Origins(story).Concat(Impacts(story)).Concat(Removals(story)).Concat(Refusals(story)).Concat(Reads(story)).Concat(Signals(story)).Concat(Links(story)).Concat(Reach(story, radius)).Concat(Severity(story, severityWhy)).Concat(LeftOut(story));
        return sentences.Where(static sentence => !sentence.Evidence.IsEmpty).ToValueArray();
    }

    private static IEnumerable<SummarySentence> Origins(StoryContext story)
    {
        foreach (var origin in story.Origins.Take(PerKindMax))
        {
            var acts = story.Events.Where(record => record.SourceIp == origin.Ip && story.Scope.Holds(record)).ToList();
            if (acts.Count == 0)
            {
                continue;
            }

            var actors = string.Join(", ", acts.Select(EventReading.ActorOf).Distinct().Order().Take(PerKindMax).Select(story.LabelOf));
            var known = origin.Intel.IsEmpty ? "on no list we know of" : $"known as {string.Join(", ", origin.Intel.Select(static name => HostileText.Plain(name, 60)))}";
            var where = string.Concat(origin.Country is { } country ? $", {HostileText.Plain(country, 40)}" : string.Empty, origin.Asn is { } asn ? $", {HostileText.Plain(asn, 60)}" : string.Empty);
            yield return new(
                $"{actors} acted from {HostileText.Plain(origin.Ip, 60)} ({known}{where}) between {Time(acts[0].Time)} and {Time(acts[^1].Time)}, {Durations.Count(acts.Count, "notable call")}.",
                Ids(acts.Select(static record => record.Id)));
        }
    }

    private static IEnumerable<SummarySentence> Impacts(StoryContext story) =>
        story.Impacts.Where(static impact => impact.Severity >= Model.Signals.Severity.Medium).Take(PerKindMax).Select(impact =>
        {
            var by = impact.Actor.IsNone ? "Somebody not named" : story.LabelOf(impact.Actor);
            var findings = impact.Reasons.IsEmpty ? impact.Text : string.Join(" ", impact.Reasons.Select(Ended)).TrimEnd('.');
            var sure = impact.Certainty == Model.Impacts.Certainty.Certain ? string.Empty : impact.Assumes.IsEmpty ? " (possible)" : $" (possible, assuming {HostileText.Plain(string.Join(" and ", impact.Assumes))})";
            return new SummarySentence(
                $"At {Time(impact.Time)} {by} changed {story.LabelOf(story.Canonical(impact.Resource))} ({HostileText.Plain(impact.Action, 80)}): {Ended($"{HostileText.Plain(findings, SentenceMax)}{sure}")}",
                Ids([impact.Change, impact.Id]));
        });

    private static IEnumerable<SummarySentence> Removals(StoryContext story)
    {
        foreach (var impact in story.Impacts.Where(static impact => impact.Severity >= Model.Signals.Severity.Medium).Take(PerKindMax))
        {
            if (Removal.Of(story, impact) is { } removal)
            {
                var by = removal.Last.Actor.IsNone ? "somebody not named" : story.LabelOf(removal.Last.Actor);
                var weight = removal.ByOther ? "it no longer counts for the severity" : "by an actor of this incident, so it still counts for the severity";
                yield return new(
                    $"What {HostileText.Plain(impact.Action, 80)} on {story.LabelOf(story.Canonical(impact.Resource))} had made possible was taken back at {Time(removal.Last.Time)} by {by} ({HostileText.Plain(removal.Last.Action, 80)}); {weight}.",
                    Ids([impact.Change, removal.Last.Change, removal.Last.Id]));
            }
        }
    }

    private static IEnumerable<SummarySentence> LeftOut(StoryContext story)
    {
        if (story.StepsLeftOut > 0)
        {
            yield return new($"{Durations.Count(story.StepsLeftOut, "further step")} beyond the bound of {StoryLimits.StepsMax.ToString(CultureInfo.InvariantCulture)} are not listed.", Ids(story.LeftOut));
        }
    }

    private static IEnumerable<SummarySentence> Refusals(StoryContext story) =>
        story.Steps.Where(static step => step.Outcome == Outcome.Denied).Take(PerKindMax).Select(static step => new SummarySentence($"At {Time(step.Time)} {step.Text}.", Ids(step.Events)));

    private static IEnumerable<SummarySentence> Reads(StoryContext story)
    {
        var reads = story.Events.Where(record => record.Outcome == Outcome.Success && EventReading.IsDataRead(record) && story.Scope.Holds(record))
            .GroupBy(record => (Who: story.Canonical(EventReading.ActorOf(record)), What: story.Canonical(EventReading.TargetOf(record))))
            .OrderByDescending(group => story.IsJewel(group.Key.What)).ThenBy(static group => group.Key.What).ThenBy(static group => group.Key.Who);
        foreach (var group in reads.Take(PerKindMax))
        {
            var acts = group.ToList();
            var jewel = story.ViewOf(group.Key.What)?.CrownJewel is { } crown ? $", {crown.Phrase()} ({HostileText.Plain(crown.Why)})" : string.Empty;
            yield return new(
                $"{story.LabelOf(group.Key.Who)} read {story.LabelOf(group.Key.What)}{jewel}: {Durations.Count(acts.Count, "call")} between {Time(acts[0].Time)} and {Time(acts[^1].Time)}. The log counts calls, not records.",
                Ids(acts.Select(static record => record.Id)));
        }
    }

    private static IEnumerable<SummarySentence> Signals(StoryContext story) =>
        Untold(story).OrderByDescending(static signal => signal.Severity).ThenBy(static signal => signal.Time).ThenBy(static signal => signal.Id, StringComparer.Ordinal).Take(PerKindMax)
            .Select(signal =>
            {
                var text = signal.Explanation.Text.Length > 0 ? $": {HostileText.Plain(story.Said(signal), SentenceMax)}" : string.Empty;
                return new SummarySentence($"{HostileText.Plain(signal.Title)} ({story.LabelOf(story.Canonical(signal.Subject))}, {signal.Severity.ToString().ToLowerInvariant()}){Ended(text)}", Ids([signal.Id, .. signal.Evidence]));
            });

    /// <summary>The signal says what a change made possible, as its impact does.</summary>
    internal static bool IsOfImpact(Signal signal) => signal.Rule.StartsWith(ImpactRules, StringComparison.Ordinal);

    // What a change made possible was told with the change; a rule on the same call says something of its own.
    private static IEnumerable<Signal> Untold(StoryContext story)
    {
        var told = story.Impacts.Where(static impact => impact.Severity >= Model.Signals.Severity.Medium).Take(PerKindMax).Select(static impact => impact.Change).ToHashSet(StringComparer.Ordinal);
        return story.SignalsInAlerts.Where(signal => !IsOfImpact(signal) || !signal.Evidence.All(told.Contains));
    }

    private static IEnumerable<SummarySentence> Links(StoryContext story) =>
        TellingLinks(story).GroupBy(static link => link.Why).Take(PerKindMax)
            .Select(static group => new SummarySentence(
                string.Create(CultureInfo.InvariantCulture, $"{Durations.Count(group.Count(), "link")} in the story: {group.Key}."),
                Ids(group.SelectMany(static link => new[] { link.From, link.To }))));

    // What rests on one call belongs together by that alone: a link between the two would tell nothing, or too much.
    private static IEnumerable<Link> TellingLinks(StoryContext story)
    {
        var evidence = story.Group.Signals.ToDictionary(static signal => signal.Id, static signal => signal.Evidence, StringComparer.Ordinal);
        foreach (var impact in story.Group.Impacts)
        {
            evidence[impact.Id] = [impact.Change];
        }

        bool Holds(string one, string other) => evidence.TryGetValue(one, out var all) && evidence.TryGetValue(other, out var part) && part.All(all.Contains);
        return story.Group.Links.Where(link => !Holds(link.From, link.To) && !Holds(link.To, link.From));
    }

    private static IEnumerable<SummarySentence> Reach(StoryContext story, BlastRadius radius)
    {
        if (radius.Count == 0)
        {
            yield break;
        }

        // Either the owner marked jewels or candidates stand in: one kind in a run.
        var kind = story.ViewOf(radius.Entities[0])?.CrownJewel is { Basis: JewelBasis.Candidate } ? "likely crown jewel" : "crown jewel";
        var jewels = radius.CrownJewels == 0 ? "no known crown jewel" : $"{Durations.Count(radius.CrownJewels, kind)} (first: {story.LabelOf(radius.Entities[0])})";
        var held = story.Events.Where(story.Scope.Holds).DistinctBy(EventReading.ActorOf).Select(static record => record.Id).Concat(story.Group.Impacts.Select(static impact => impact.Id));
        yield return new($"From what the actors hold, {Durations.Count(radius.Count, "known entity").Replace("entitys", "entities", StringComparison.Ordinal)} can be reached, among them {jewels}.", Ids(held));
    }

    private static IEnumerable<SummarySentence> Severity(StoryContext story, string? why)
    {
        if (why is not null)
        {
            yield return new($"Rated so because {why}.", Ids(story.Group.Alerts.SelectMany(static alert => alert.Signals)));
        }
    }

    private static ValueArray<string> Ids(IEnumerable<string> ids) => ids.Distinct(StringComparer.Ordinal).Take(EvidenceMax).ToValueArray();

    // Reasons of other stages may end in a full stop already.
    private static string Ended(string text) => $"{text.TrimEnd('.')}.";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
