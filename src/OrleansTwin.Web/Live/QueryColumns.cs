using System.Text.Json;

namespace OrleansTwin.Web.Live;

/// <summary>Which members of a query's rows a page shows.</summary>
public static class QueryColumns
{
    private const int DepthMax = 64;

    private static readonly Dictionary<string, QueryColumn[]> Columns = new(StringComparer.Ordinal)
    {
        ["entities"] = [new("Entity", "id", QueryColumnKind.Entity), new("Type", "type"), new("Account", "account"), new("State", "state"), new("Exposure", "exposure"), new("Last seen", "lastSeen", QueryColumnKind.Time)],
        ["events"] = [new("Time", "time", QueryColumnKind.Time), new("Action", "action"), new("Actor", "actor.id"), new("From", "sourceIp"), new("Outcome", "outcome"), new("Error", "errorCode"), new("Event", "id")],
        ["signals"] = [new("Time", "time", QueryColumnKind.Time), new("Severity", "severity", QueryColumnKind.Severity), new("Signal", "title"), new("Actor", "actor.id", QueryColumnKind.Entity), new("Rule", "rule")],
        ["alerts"] = [new("Time", "time", QueryColumnKind.Time), new("Severity", "severity", QueryColumnKind.Severity), new("Alert", "title"), new("Incident", "incident", QueryColumnKind.Incident)],
        ["incidents"] = [new("Incident", "id", QueryColumnKind.Incident), new("Severity", "severity", QueryColumnKind.Severity), new("Title", "title"), new("First seen", "firstSeen", QueryColumnKind.Time), new("Last seen", "lastSeen", QueryColumnKind.Time)],
        ["changes"] = [new("Time", "time", QueryColumnKind.Time), new("Severity", "severity", QueryColumnKind.Severity), new("Resource", "resource", QueryColumnKind.Entity), new("By", "actor", QueryColumnKind.Entity), new("Action", "action"), new("Certainty", "certainty")],
    };

    // What a row leaves out where there is none; of all else it is not known.
    private static readonly string[] NoneWhereAbsent = ["errorCode", "incident"];

    /// <summary>The first words of every query.</summary>
    public static IEnumerable<string> Sources => Columns.Keys;

    public static IReadOnlyList<QueryColumn> Of(string source) => Columns.GetValueOrDefault(source) ?? [];

    /// <summary>The texts of a row's JSON for the columns; null: not known.</summary>
    public static IReadOnlyList<string?> Read(string row, IReadOnlyList<QueryColumn> columns)
    {
        using var json = JsonDocument.Parse(row, new() { MaxDepth = DepthMax });
        return [.. columns.Select(column => Text(json.RootElement, column.Member))];
    }

    /// <summary>Whether a search text is a query: a source alone with what follows it (<c>events where …</c>).</summary>
    public static bool IsQuery(string? text)
    {
        var words = text?.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length > 1 && Columns.ContainsKey(words[0].ToLowerInvariant()) && words[1].ToLowerInvariant() is "where" or "count" or "order" or "limit";
    }

    private static string? Text(JsonElement row, string member)
    {
        foreach (var name in member.Split('.'))
        {
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out row))
            {
                return NoneWhereAbsent.Contains(member) ? string.Empty : null;
            }
        }

        return row.ValueKind == JsonValueKind.String ? row.GetString() : row.GetRawText();
    }
}
