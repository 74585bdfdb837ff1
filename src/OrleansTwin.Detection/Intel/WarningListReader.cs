using System.Text.Json;

namespace OrleansTwin.Detection.Intel;

/// <summary>
/// A MISP warning list: things that are known and no indicator of anything. Types <c>cidr</c>, <c>string</c> and
/// <c>hostname</c> are used; <c>substring</c> and <c>regex</c> would excuse more than they name and are refused.
/// </summary>
internal static class WarningListReader
{
    public static void Read(JsonElement root, JsonElement list, IndicatorCollector collector)
    {
        var type = Text(root, "type") ?? "string";
        if (type is not ("cidr" or "string" or "hostname"))
        {
            collector.Report(Math.Max(0, collector.File.Text.IndexOf("\"type\"", StringComparison.Ordinal)), "list-type", $"`{type}` lists are not used; allowed: cidr, string, hostname.");
            return;
        }

        var source = Text(root, "name") ?? collector.File.Name;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && IndicatorText.Recognise(item.GetString()!.TrimStart('.')) is { } known)
            {
                collector.Add(new(known.Kind, known.Value, source, "", IsKnownGood: true));
            }
            else
            {
                var raw = item.GetRawText();
                collector.Report(collector.File.Text.IndexOf(raw, StringComparison.Ordinal), "not-an-indicator", $"`{raw.Trim('"')}` is no address, range or domain.");
            }
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
