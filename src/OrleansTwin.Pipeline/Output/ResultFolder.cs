using System.Text;
using System.Text.Json;
using OrleansTwin.Incidents.Report;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Pipeline.Output;

/// <summary>
/// Writes the result files of CONTRACTS: one JSON object a line, sorted, the truth meter and the first report; the same sets give the same bytes.
/// </summary>
public static class ResultFolder
{
    public static void Write(string folder, SettledView view, IReadOnlyList<DeadLetter> letters, ResultLines lines, bool withEvents)
    {
        Directory.CreateDirectory(folder);
        Lines(folder, "entities.jsonl", view.Entities.OrderBy(static entity => entity.Id).Select(EntityLine));
        Lines(folder, "signals.jsonl", view.Signals.Select(lines.Signal));
        Lines(folder, "impacts.jsonl", view.Impacts.Select(static impact => TwinJson.Line(impact)));
        Lines(folder, "alerts.jsonl", view.Answer.Alerts.Select(lines.Alert));
        Lines(folder, "incidents.jsonl", view.Answer.Incidents.Select(lines.Incident));
        Lines(folder, "dead-letters.jsonl", letters
            .OrderBy(static letter => letter.Source, StringComparer.Ordinal)
            .ThenBy(static letter => letter.Position, StringComparer.Ordinal)
            .ThenBy(static letter => letter.Reason, StringComparer.Ordinal)
            .Distinct()
            .Select(static letter => TwinJson.Line(letter)));
        File.WriteAllText(Path.Combine(folder, "report.md"), FirstReportMarkdown.Write(view.Report.Value), new UTF8Encoding(false));
        Lines(folder, "agreement.json", [TwinJson.Line(view.Agreement.Value)]);
        if (withEvents)
        {
            Lines(folder, "events.jsonl", view.Events.Values.OrderBy(static record => record.Time).ThenBy(static record => record.Id, StringComparer.Ordinal).Select(record => lines.Event(record with { Position = null })));
        }
    }

    public static void Lines(string folder, string name, IEnumerable<string> lines)
    {
        using var writer = new StreamWriter(Path.Combine(folder, name), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }

    /// <summary>The entity with its tags as an object and its configuration as JSON, not as text.</summary>
    public static string EntityLine(EntityView entity)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            using var plain = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(entity with { Config = string.Empty, Tags = [] }, TwinJson.Options));
            writer.WriteStartObject();
            foreach (var member in plain.RootElement.EnumerateObject().Where(static member => member.Name is not ("config" or "tags")))
            {
                member.WriteTo(writer);
            }

            writer.WriteStartObject("tags");
            foreach (var (key, value) in entity.Tags)
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
            writer.WritePropertyName("config");
            writer.WriteRawValue(entity.Config);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
