using System.Globalization;
using System.Text.Json;

namespace OrleansTwin.Detection.Intel;

/// <summary>
/// Indicators of a STIX 2.1 bundle (OASIS STIX 2.1, section 4.7): objects of type <c>indicator</c> with a STIX pattern.
/// Revoked ones are left out; validity is kept and asked for the event's time.
/// </summary>
internal static class StixReader
{
    public static void Read(JsonElement.ArrayEnumerator objects, IndicatorCollector collector)
    {
        foreach (var item in objects)
        {
            if (collector.IsFull)
            {
                return;
            }

            if (item.ValueKind == JsonValueKind.Object && Text(item, "type") == "indicator" && !IsRevoked(item))
            {
                ReadIndicator(item, collector);
            }
        }
    }

    private static void ReadIndicator(JsonElement item, IndicatorCollector collector)
    {
        var id = Text(item, "id") ?? "";
        // The place of the object is the place of its id, which no other object has.
        var offset = id.Length == 0 ? 0 : collector.File.Text.IndexOf($"\"{id}\"", StringComparison.Ordinal);
        if (Text(item, "pattern_type") is { } type && type != "stix")
        {
            collector.Report(offset, "pattern-type", $"`{type}` patterns are not read; only `stix`.");
            return;
        }

        if (Text(item, "pattern") is not { } pattern)
        {
            collector.Report(offset, "pattern-missing", $"`{id}` has no pattern.");
            return;
        }

        var comparisons = StixPattern.Read(pattern, out var problem);
        if (problem is not null)
        {
            collector.Report(offset, "pattern", $"`{id}`: {problem}");
            return;
        }

        var description = Text(item, "name") ?? Text(item, "description") ?? "";
        foreach (var (path, value) in comparisons)
        {
            var kind = StixPattern.KindOf(path);
            if (kind is not { } known)
            {
                collector.Report(offset, "pattern-object", $"`{path}` is not looked for here.");
            }
            else if (IndicatorText.Normalise(known, value) is { } normal)
            {
                collector.Add(new(known, normal, collector.File.Name, description, false, Time(item, "valid_from"), Time(item, "valid_until")));
            }
            else
            {
                collector.Report(offset, "not-an-indicator", $"`{value}` is no value for `{path}`.");
            }
        }
    }

    private static bool IsRevoked(JsonElement item) => item.TryGetProperty("revoked", out var revoked) && revoked.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement item, string name) =>
        Text(item, name) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
