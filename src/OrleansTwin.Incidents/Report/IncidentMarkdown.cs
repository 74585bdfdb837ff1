using System.Globalization;
using System.Text;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Incidents.Report;

/// <summary>One incident as Markdown: headline, narrative, steps, cause, reach, moves, measures, evidence. Every value is escaped.</summary>
public static class IncidentMarkdown
{
    public static string Write(Incident incident)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Md(incident.Title)).Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{incident.Severity}, score {incident.Score}, {Md(incident.Status)}. {Time(incident.FirstSeen)} to {Time(incident.LastSeen)}. Id {Md(incident.Id)}.\n");
        if (incident.Summary is { } summary)
        {
            text.Append('\n').Append(Md(summary.Headline)).Append("\n\n## What happened\n\n");
            foreach (var sentence in summary.Sentences)
            {
                text.Append("- ").Append(Md(sentence.Text)).Append(FirstReportMarkdown.Evidence(sentence.Evidence)).Append('\n');
            }
        }

        Steps(text, incident);
        Cause(text, incident);
        Reach(text, incident);
        Measures(text, incident);
        Evidence(text, incident);
        return text.ToString();
    }

    private static void Steps(StringBuilder text, Incident incident)
    {
        text.Append("\n## Steps\n\n| # | Time | What | Outcome | Tactic | Technique | Events |\n|---|---|---|---|---|---|---|\n");
        for (var index = 0; index < incident.Steps.Count; index++)
        {
            var step = incident.Steps[index];
            text.Append(CultureInfo.InvariantCulture, $"| {index + 1} | {Time(step.Time)} | {Md(step.Text)} | {OutcomeWords.Of(step.Outcome)} | {Md(step.Tactic)} | {Md(step.Technique)} | {step.Count} |\n");
        }
    }

    private static void Cause(StringBuilder text, Incident incident)
    {
        text.Append("\n## Cause and origin\n\n");
        text.Append(incident.RootCause is { } cause ? $"{Md(cause.Why)} (evidence: {Md(cause.Change)})\n" : "The cause is not known.\n");
        foreach (var origin in incident.Origin)
        {
            var intel = origin.Intel.IsEmpty ? "on no list we know of" : string.Join(", ", origin.Intel.Select(static name => Md(name)));
            text.Append(CultureInfo.InvariantCulture, $"- {Md(origin.Ip)}: {intel}; country {Known(origin.Country)}, network {Known(origin.Asn)}\n");
        }
    }

    private static void Reach(StringBuilder text, Incident incident)
    {
        if (incident.BlastRadius is { } radius)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## In reach\n\n{radius.Count} known entities, {radius.CrownJewels} crown jewels, marked or likely.\n\n");
            foreach (var id in radius.Entities)
            {
                text.Append("- ").Append(Md(id.Value)).Append('\n');
            }
        }

        text.Append("\n## Next moves\n\n");
        foreach (var move in incident.NextMoves)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {move.Likelihood}: {Md(move.Action)}, {Md(move.Target.Value)}. {Md(move.Why)}\n");
        }

        if (incident.NextMoves.IsEmpty)
        {
            text.Append("None known from what could be seen.\n");
        }
    }

    private static void Measures(StringBuilder text, Incident incident)
    {
        text.Append("\n## Recommendations\n\n");
        var number = 1;
        foreach (var measure in incident.Summary?.Recommendations ?? default)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number++}. {Md(measure.Action)}\n");
            if (measure.Command is { } command)
            {
                // Our own quoting leaves no backtick and no newline in a command (see BashCommand), so the block cannot be left.
                text.Append("\n   ```bash\n   ").Append(command).Append("\n   ```\n\n");
            }

            foreach (var broken in measure.Breaks)
            {
                text.Append("   - breaks: ").Append(Md(broken)).Append('\n');
            }
        }
    }

    private static void Evidence(StringBuilder text, Incident incident)
    {
        text.Append("\n## Evidence and what could not be seen\n\n");
        foreach (var source in incident.Evidence?.Sources ?? default)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Md(source.Name)}: {Time(source.From)} to {Time(source.To)}\n");
        }

        foreach (var spot in incident.Evidence?.CouldNotSee ?? default)
        {
            text.Append(CultureInfo.InvariantCulture, $"- not seen: {Md(spot.What)}, because {Md(spot.Why)}. To see it: {Md(spot.HowToEnable)}\n");
        }
    }

    private static string Md(string? text) => HostileText.Markdown(text);

    private static string Known(string? text) => text is null ? "not known" : Md(text);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
