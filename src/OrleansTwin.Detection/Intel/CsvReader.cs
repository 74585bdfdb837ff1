namespace OrleansTwin.Detection.Intel;

/// <summary>
/// Indicators in a CSV file. A header names the columns (see the lists below); without one the first column is the
/// indicator. The type column decides the kind, else the text does.
/// </summary>
internal static class CsvReader
{
    private static readonly string[] ValueColumns = ["indicator", "value", "ioc", "ip", "ip_address", "address", "cidr", "network", "domain", "hostname", "host", "hash", "md5", "sha1", "sha256"];
    private static readonly string[] TypeColumns = ["type", "kind", "indicator_type"];
    private static readonly string[] NoteColumns = ["description", "comment", "note", "category", "threat", "reason"];

    private static readonly Dictionary<string, IndicatorKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ip"] = IndicatorKind.Address,
        ["ip-src"] = IndicatorKind.Address,
        ["ip-dst"] = IndicatorKind.Address,
        ["ipv4"] = IndicatorKind.Address,
        ["ipv6"] = IndicatorKind.Address,
        ["ipv4-addr"] = IndicatorKind.Address,
        ["ipv6-addr"] = IndicatorKind.Address,
        ["cidr"] = IndicatorKind.Address,
        ["address"] = IndicatorKind.Address,
        ["domain"] = IndicatorKind.Domain,
        ["hostname"] = IndicatorKind.Domain,
        ["domain-name"] = IndicatorKind.Domain,
        ["md5"] = IndicatorKind.FileHash,
        ["sha1"] = IndicatorKind.FileHash,
        ["sha256"] = IndicatorKind.FileHash,
        ["sha512"] = IndicatorKind.FileHash,
        ["hash"] = IndicatorKind.FileHash,
        ["user-agent"] = IndicatorKind.UserAgent,
        ["useragent"] = IndicatorKind.UserAgent,
        ["account"] = IndicatorKind.AccountId,
        ["account-id"] = IndicatorKind.AccountId,
        ["name"] = IndicatorKind.Name,
        ["user"] = IndicatorKind.Name,
        ["filename"] = IndicatorKind.Name,
    };

    public static void Read(IndicatorCollector collector)
    {
        var (value, type, note, isFirst) = (0, -1, -1, true);
        foreach (var (line, fields) in CsvText.Records(collector.File.Text))
        {
            if (collector.IsFull)
            {
                return;
            }

            var first = fields[0].TrimStart('\ufeff').Trim();
            if ((fields.Count == 1 && first.Length == 0) || first.StartsWith('#'))
            {
                continue;
            }

            if (isFirst)
            {
                isFirst = false;
                var header = fields.ConvertAll(field => field.Trim().TrimStart('\ufeff').ToLowerInvariant());
                var at = header.FindIndex(ValueColumns.Contains);
                if (at >= 0)
                {
                    (value, type, note) = (at, header.FindIndex(TypeColumns.Contains), header.FindIndex(NoteColumns.Contains));
                    continue;
                }
            }

            ReadRecord(collector, line, fields, value, type, note);
        }
    }

    private static void ReadRecord(IndicatorCollector collector, int line, List<string> fields, int value, int type, int note)
    {
        if (value >= fields.Count)
        {
            collector.Report(line, 1, "column-missing", $"The line has {fields.Count} columns; the indicator is in column {value + 1}.");
            return;
        }

        var column = fields.Take(value).Sum(field => field.Length + 1) + 1;
        var text = fields[value].Trim();
        var kindText = type >= 0 && type < fields.Count ? fields[type].Trim() : "";
        var description = note >= 0 && note < fields.Count ? fields[note].Trim() : "";
        if (Kinds.TryGetValue(kindText, out var kind))
        {
            if (IndicatorText.Normalise(kind, text) is { } normal)
            {
                collector.Add(new(kind, normal, collector.File.Name, description));
                return;
            }
        }
        else if (IndicatorText.Recognise(text) is { } known)
        {
            collector.Add(new(known.Kind, known.Value, collector.File.Name, description));
            return;
        }

        collector.Report(line, column, "not-an-indicator", kindText.Length > 0 ? $"`{text}` is no `{kindText}` that is used here." : $"`{text}` is no address, range, domain or file hash.");
    }
}
