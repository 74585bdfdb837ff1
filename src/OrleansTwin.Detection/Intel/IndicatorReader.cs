using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansTwin.Detection.Intel;

/// <summary>
/// Indicator files to indicators. The form is found from the content: STIX 2.1 bundle, MISP warning list, CSV, or one
/// indicator a line. What is not an indicator is reported where it stands, and the rest is used.
/// </summary>
public static class IndicatorReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = IntelLimits.JsonDepthMax };

    public static IndicatorSet Read(IndicatorFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var collector = new IndicatorCollector(file);
        if (file.Text.Length > IntelLimits.FileCharactersMax)
        {
            collector.Report(1, 1, "file-too-large", $"`{file.Text.Length}` characters; at most {IntelLimits.FileCharactersMax} are read.");
            return collector.ToSet("unknown");
        }

        var start = file.Text.AsSpan().TrimStart('\ufeff').TrimStart();
        if (start.StartsWith("{") || start.StartsWith("["))
        {
            return ReadJson(collector);
        }

        if (CsvText.LooksLikeCsv(file.Text))
        {
            CsvReader.Read(collector);
            return collector.ToSet("csv");
        }

        PlainListReader.Read(collector);
        return collector.ToSet("list");
    }

    private static IndicatorSet ReadJson(IndicatorCollector collector)
    {
        try
        {
            using var document = JsonDocument.Parse(collector.File.Text.AsMemory().TrimStart('\ufeff'), Options);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("objects", out var objects) && objects.ValueKind == JsonValueKind.Array)
            {
                StixReader.Read(objects.EnumerateArray(), collector);
                return collector.ToSet("stix");
            }

            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("list", out var list) && list.ValueKind == JsonValueKind.Array)
            {
                WarningListReader.Read(root, list, collector);
                return collector.ToSet("misp-warninglist");
            }

            collector.Report(1, 1, "unknown-json", "Neither a STIX bundle (`objects`) nor a MISP warning list (`list`).");
        }
        catch (JsonException exception)
        {
            collector.Report((int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1, "json", "Not JSON from here on.");
        }

        return collector.ToSet("unknown");
    }
}
