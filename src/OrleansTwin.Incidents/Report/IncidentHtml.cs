using System.Globalization;
using System.Text;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>One incident as a page of HTML with a print style: no script, no link, no request to anywhere. Every value is escaped.</summary>
public static class IncidentHtml
{
    private const int EvidenceShownMax = 10;

    private const string Style = "body{font:14px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}table{border-collapse:collapse;width:100%}th,td{border:1px solid #c8ccd1;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}pre{background:#f2f4f6;padding:.6rem;white-space:pre-wrap}.evidence{color:#59636e;font-size:.85em;overflow-wrap:anywhere}@page{size:A4;margin:18mm}@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr,li{break-inside:avoid}}";

    public static string Write(Incident incident)
    {
        var text = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        text.Append("<title>").Append(H(incident.Title)).Append("</title><style>").Append(Style).Append("</style></head>\n<body>\n<h1>").Append(H(incident.Title)).Append("</h1>\n");
        text.Append(CultureInfo.InvariantCulture, $"<p><strong>{incident.Severity}</strong>, score {incident.Score}, {H(incident.Status)}. {Time(incident.FirstSeen)} to {Time(incident.LastSeen)}. {H(incident.Id)}</p>\n");
        if (incident.Summary is { } summary)
        {
            text.Append("<p>").Append(H(summary.Headline)).Append("</p>\n<h2>What happened</h2>\n");
            List(text, summary.Sentences.Select(static sentence => H(sentence.Text) + Evidence(sentence.Evidence)));
        }

        Steps(text, incident);
        text.Append("<h2>Cause and origin</h2>\n<p>").Append(incident.RootCause is { } cause ? H(cause.Why) + Evidence([cause.Change]) : "The cause is not known.").Append("</p>\n");
        List(text, incident.Origin.Select(static origin => $"{H(origin.Ip)}: {(origin.Intel.IsEmpty ? "on no list we know of" : H(string.Join(", ", origin.Intel)))}; country {Known(origin.Country)}, network {Known(origin.Asn)}"));
        if (incident.BlastRadius is { } radius)
        {
            text.Append(CultureInfo.InvariantCulture, $"<h2>In reach</h2>\n<p>{radius.Count} known entities, {radius.CrownJewels} crown jewels, marked or likely.</p>\n");
            List(text, radius.Entities.Select(static id => H(id.Value)));
        }

        text.Append("<h2>Next moves</h2>\n");
        List(text, incident.NextMoves.Select(static move => $"{move.Likelihood}: {H(move.Action)}, {H(move.Target.Value)}. {H(move.Why)}"));
        text.Append("<h2>Recommendations</h2>\n");
        List(text, (incident.Summary?.Recommendations ?? default).Select(static measure =>
            H(measure.Action) + (measure.Command is { } command ? $"<pre>{HostileText.Html(command, int.MaxValue)}</pre>" : string.Empty) + string.Concat(measure.Breaks.Select(static broken => $"<br>breaks: {H(broken)}"))));
        text.Append("<h2>Evidence and what could not be seen</h2>\n");
        List(text, (incident.Evidence?.Sources ?? default).Select(static source => $"{H(source.Name)}: {Time(source.From)} to {Time(source.To)}"));
        List(text, (incident.Evidence?.CouldNotSee ?? default).Select(static spot => $"not seen: {H(spot.What)}, because {H(spot.Why)}. To see it: {H(spot.HowToEnable)}"));
        return text.Append("</body>\n</html>\n").ToString();
    }

    private static void Steps(StringBuilder text, Incident incident)
    {
        text.Append("<h2>Steps</h2>\n<table><thead><tr><th>#</th><th>Time</th><th>What</th><th>Outcome</th><th>Tactic</th><th>Technique</th><th>Events</th></tr></thead><tbody>\n");
        for (var index = 0; index < incident.Steps.Count; index++)
        {
            var step = incident.Steps[index];
            text.Append(CultureInfo.InvariantCulture, $"<tr><td>{index + 1}</td><td>{Time(step.Time)}</td><td>{H(step.Text)}</td><td>{OutcomeWords.Of(step.Outcome)}</td><td>{H(step.Tactic)}</td><td>{H(step.Technique)}</td><td>{step.Count}</td></tr>\n");
        }

        text.Append("</tbody></table>\n");
    }

    private static void List(StringBuilder text, IEnumerable<string> items)
    {
        text.Append("<ul>\n");
        foreach (var item in items)
        {
            text.Append("<li>").Append(item).Append("</li>\n");
        }

        text.Append("</ul>\n");
    }

    private static string Evidence(ValueArray<string> ids) =>
        ids.IsEmpty ? string.Empty : $" <span class=\"evidence\">evidence: {H(string.Join(", ", ids.Take(EvidenceShownMax)), 2000)}{(ids.Count > EvidenceShownMax ? string.Create(CultureInfo.InvariantCulture, $" and {ids.Count - EvidenceShownMax} more") : string.Empty)}</span>";

    private static string H(string? text) => HostileText.Html(text);

    private static string H(string? text, int max) => HostileText.Html(text, max);

    private static string Known(string? text) => text is null ? "not known" : H(text);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
