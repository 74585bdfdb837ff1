using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Incidents.Story;

/// <summary>The title: who, from where, did what worst. Where no word of ours names the act, the gravest rule on it does, else what it made possible. Built only from facts of the steps; what is not known is left out.</summary>
internal static class TitleStage
{
    private const int MeaningMax = 160;

    public static string Of(StoryContext story) => Effect(story) ?? Fallback(story);

    /// <summary>The person, else the workload, that began: whose key it was where a key was used.</summary>
    public static string Who(StoryContext story)
    {
        var first = story.Events.Find(record => story.Scope.Holds(record) && record.SourceIp is { } ip && story.Origins.Exists(origin => origin.Ip == ip && !origin.Intel.IsEmpty))
            ?? story.Events.Find(story.Scope.Holds);
        if (first is null)
        {
            return story.LabelOf(story.Canonical(story.Group.Signals[0].Subject));
        }

        var id = first.Behind is { Confidence: >= Model.Signals.Confidence.Strong } behind ? story.Canonical(behind.Id) : EventReading.ActorOf(first);
        var label = story.LabelOf(id);
        return EntityAlias.IsPersonal(id) && first.Actor.Credential?.StartsWith("AKIA", StringComparison.Ordinal) == true ? $"{label}'s key" : label;
    }

    private static string From(StoryContext story)
    {
        if (story.Origins.Count == 0 || story.Origins[0].Intel.IsEmpty)
        {
            return string.Empty;
        }

        var names = story.Origins[0].Intel;
        var isTor = names.Any(static name => name.Contains("tor", StringComparison.OrdinalIgnoreCase) && IsWord(name, "tor"));
        return isTor ? " from Tor" : $" from a hostile address ({Text.HostileText.Plain(names[0], 40)})";
    }

    private static string? Effect(StoryContext story)
    {
        var read = story.Events.Find(record => SeverityStage.IsJewelRead(story, record));
        if (read is not null)
        {
            return Did(story, "read", EventReading.TargetOf(read));
        }

        var worst = story.Impacts.OrderByDescending(static impact => impact.Severity).ThenBy(static impact => impact.Time).ThenBy(static impact => impact.Id, StringComparer.Ordinal)
            .FirstOrDefault(impact => story.Events.Find(record => record.Id == impact.Change) is { } change && story.Scope.Holds(change));
        if (worst is not null)
        {
            return Verb(worst) is { } verb ? Did(story, verb, worst.Resource) : Named(story, worst.Change, worst.Resource) ?? Meant(story, worst);
        }

        var write = story.Events.Find(record => record is { ReadOnly: false, Outcome: Outcome.Success } && story.Scope.Holds(record) && !EventReading.TargetOf(record).IsNone);
        if (write is not null)
        {
            return StoryKnowledge.Current.VerbOf(write.Action) is { } verb ? Did(story, verb, EventReading.TargetOf(write))
                : Named(story, write.Id, EventReading.TargetOf(write)) ?? Did(story, $"used {Text.HostileText.Plain(write.Action, 60)} on", EventReading.TargetOf(write));
        }

        var dataRead = story.Events.Find(record => record.Outcome == Outcome.Success && EventReading.IsDataRead(record) && story.Scope.Holds(record));
        return dataRead is null ? null : Did(story, "read", EventReading.TargetOf(dataRead));
    }

    private static string Did(StoryContext story, string verb, EntityId target) => $"{Who(story)}{From(story)} {verb} {story.LabelOf(story.Canonical(target))}";

    /// <summary>What the gravest rule on the change calls it; null where no rule of its own spoke.</summary>
    private static string? Named(StoryContext story, string change, EntityId target)
    {
        var signal = story.Group.Signals.Where(signal => !SummaryStage.IsOfImpact(signal) && signal.Evidence.Contains(change))
            .OrderByDescending(static signal => signal.Severity).ThenBy(static signal => signal.Time).ThenBy(static signal => signal.Id, StringComparer.Ordinal).FirstOrDefault();
        return signal is null ? null : $"{Text.HostileText.Plain(signal.Title)}: {story.LabelOf(story.Canonical(target))}, by {Who(story)}{From(story)}";
    }

    private static string Meant(StoryContext story, Impact impact)
    {
        var what = impact.Reasons.IsEmpty ? impact.Text : impact.Reasons[0];
        return what.Length == 0 ? Did(story, $"used {Text.HostileText.Plain(impact.Action, 60)} on", impact.Resource)
            : $"{Text.HostileText.Plain(what.TrimEnd('.'), MeaningMax)}, by {Who(story)}{From(story)}";
    }

    private static string? Verb(Impact impact)
    {
        if (impact.Findings.Contains(FindingKind.LoggingDisabled))
        {
            return "weakened the logging of";
        }

        if (impact.Findings.Contains(FindingKind.AdminPrivileges) || impact.Findings.Contains(FindingKind.PrivilegeEscalation))
        {
            return "widened the rights of";
        }

        return impact.Findings.Contains(FindingKind.InternetExposed) ? "opened to the internet" : StoryKnowledge.Current.VerbOf(impact.Action.Split(':')[^1]);
    }

    /// <summary>Without a named act: the gravest alert and what it is about.</summary>
    private static string Fallback(StoryContext story)
    {
        var alert = story.Group.Alerts.OrderByDescending(static each => each.Severity).ThenBy(static each => each.Time).ThenBy(static each => each.Id, StringComparer.Ordinal).First();
        var subject = alert.Entities.IsEmpty ? EntityId.None : story.Canonical(alert.Entities[0]);
        return subject.IsNone ? Text.HostileText.Plain(alert.Title) : $"{Text.HostileText.Plain(alert.Title)}: {story.LabelOf(subject)}";
    }

    private static bool IsWord(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetter(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetter(text[at + word.Length]));
    }
}
