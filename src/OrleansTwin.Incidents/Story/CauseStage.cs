using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// The root cause: the gravest, then earliest change that gave a later signal's actor or subject what it used; else the first act from
/// an address known as hostile; else the first act of the story. The wording says which of these it is.
/// </summary>
internal static class CauseStage
{
    public static RootCause? Of(StoryContext story)
    {
        var enabling = story.Group.Links.Where(static link => link.Kind == LinkKind.EnablingChange).SelectMany(static link => new[] { link.From, link.To }).ToHashSet(StringComparer.Ordinal);
        var cause = story.Group.Impacts.Where(impact => enabling.Contains(impact.Id) && Gives(impact))
            .OrderByDescending(static impact => impact.Severity).ThenBy(static impact => impact.Time).ThenBy(static impact => impact.Id, StringComparer.Ordinal).FirstOrDefault();
        if (cause is not null)
        {
            var by = cause.Actor.IsNone ? "somebody not named" : story.LabelOf(cause.Actor);
            var what = Text.HostileText.Plain(cause.Text.Length > 0 ? cause.Text : $"{cause.Action} on {story.LabelOf(cause.Resource)}");
            return new(cause.Change, $"A change by {by} gave a later act of the story what it used: {what}");
        }

        var hostile = story.Origins.Where(static origin => !origin.Intel.IsEmpty).Select(static origin => origin.Ip).ToHashSet(StringComparer.Ordinal);
        if (story.Events.Find(record => record is { Finding: null, SourceIp: { } ip } && hostile.Contains(ip)) is { } use)
        {
            return new(use.Id, $"The first act seen from a hostile address: {story.LabelOf(EventReading.ActorOf(use))} was used from {Text.HostileText.Plain(use.SourceIp)}. How the credential got there is not in the logs");
        }

        var first = story.Events.Find(story.Scope.Holds);
        return first is null ? null : new(first.Id, "The earliest act of the story; what made it possible is not known");
    }

    // That something is no longer recorded or encrypted hides or lays open; it gives nobody what they act with.
    private static bool Gives(Impact impact) => impact.Findings.Any(static finding => finding is not (FindingKind.LoggingDisabled or FindingKind.EncryptionRemoved));
}
