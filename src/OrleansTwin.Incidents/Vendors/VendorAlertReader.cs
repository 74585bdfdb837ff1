using System.Globalization;
using System.Text.Json;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Vendors;

/// <summary>
/// Reads one alert from a JSON line of any of the known formats, by names in <c>Data/vendors.json</c>. Input is untrusted: size, depth,
/// nodes and keys are bounded, and a line that is no alert gives a reason, never an exception.
/// </summary>
public static class VendorAlertReader
{
    public const int LineCharactersMax = 4 * 1024 * 1024;
    public const int DepthMax = 64;
    public const int NodesMax = 20_000;
    public const int KeysMax = 500;
    public const int ValueCharactersMax = 2048;

    /// <summary>The alert, or null with the reason.</summary>
    public static VendorAlert? Read(string line, out string reason)
    {
        reason = string.Empty;
        if (line.Length > LineCharactersMax)
        {
            reason = $"longer than {LineCharactersMax.ToString(CultureInfo.InvariantCulture)} characters";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line, new() { MaxDepth = DepthMax });
            return Read(document.RootElement, out reason);
        }
        catch (JsonException)
        {
            reason = $"not JSON, or deeper than {DepthMax.ToString(CultureInfo.InvariantCulture)} levels";
            return null;
        }
    }

    private static VendorAlert? Read(JsonElement root, out string reason)
    {
        var knowledge = VendorKnowledge.Current;
        reason = string.Empty;
        if (root.ValueKind != JsonValueKind.Object)
        {
            reason = "not an object";
            return null;
        }

        var id = First(root, knowledge.Ids, static element => TextOf(element));
        var start = First(root, knowledge.Starts, TimeOf);
        if (id is null || start is null)
        {
            reason = id is null ? $"no id; one of {string.Join(", ", knowledge.Ids)} is needed" : $"no time; one of {string.Join(", ", knowledge.Starts)} is needed";
            return null;
        }

        var end = First(root, knowledge.Ends, TimeOf) ?? start;
        var keys = new SortedSet<VendorKey>();
        var nodes = 0;
        foreach (var name in knowledge.Roots)
        {
            if (root.TryGetProperty(name, out var part))
            {
                Walk(knowledge, part, keys, ref nodes);
            }
        }

        var title = First(root, knowledge.Titles, static element => TextOf(element)) ?? string.Empty;
        return new(id, title, start.Value, end > start ? end.Value : start.Value, keys.Take(KeysMax).ToValueArray());
    }

    private static void Walk(VendorKnowledge knowledge, JsonElement element, SortedSet<VendorKey> keys, ref int nodes)
    {
        if (++nodes > NodesMax)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(knowledge, item, keys, ref nodes);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (knowledge.KindOf(property.Name) is { } kind && TextOf(property.Value) is { } text)
                {
                    Add(knowledge, keys, kind, text);
                }
                else
                {
                    Walk(knowledge, property.Value, keys, ref nodes);
                }
            }

            AddTyped(knowledge, element, keys);
        }
    }

    private static void AddTyped(VendorKnowledge knowledge, JsonElement element, SortedSet<VendorKey> keys)
    {
        foreach (var typed in knowledge.TypedValues)
        {
            if (element.TryGetProperty(typed.Type, out var type) && element.TryGetProperty(typed.Value, out var value) && TextOf(value) is { } text)
            {
                var name = TextOf(type) ?? string.Empty;
                if (typed.Kinds.GetValueOrDefault(name) is { } kind || typed.Kinds.TryGetValue("*", out kind))
                {
                    Add(knowledge, keys, kind, text);
                }
            }
        }
    }

    private static void Add(VendorKnowledge knowledge, SortedSet<VendorKey> keys, string kind, string text)
    {
        var value = text.Trim().ToLowerInvariant();
        if (kind == "url")
        {
            // The same place with and without scheme or closing slash.
            var scheme = value.IndexOf("://", StringComparison.Ordinal);
            value = (scheme >= 0 ? value[(scheme + 3)..] : value).TrimEnd('/');
        }
        else if (kind == "host" && value.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
        {
            // A host is named with and without its domain.
            keys.Add(new(kind, value));
            value = value[..dot];
        }

        else if (kind == "credential" && value.LastIndexOf(':') is >= 0 and var colon)
        {
            // Security Hub writes AWS::IAM::AccessKey:AKIA…, the others the key alone.
            value = value[(colon + 1)..];
        }
        else if (kind == "resource" && value.IndexOf(":instance/", StringComparison.Ordinal) is > 0 and var at)
        {
            // An instance is an ARN to some and an id to others; ids are unique.
            keys.Add(new("host", value[(at + ":instance/".Length)..]));
        }

        if (value.Length <= ValueCharactersMax && !knowledge.IsIgnored(value))
        {
            keys.Add(new(kind, value));
        }
        else if (value.Length > ValueCharactersMax)
        {
            keys.Add(new(kind, StableHash.Id("long", value)));
        }
    }

    private static T? First<T>(JsonElement root, string[] names, Func<JsonElement, T?> read)
    {
        foreach (var name in names)
        {
            var at = root;
            var found = true;
            foreach (var part in name.Split('.'))
            {
                found = found && at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part, out at);
            }

            if (found && read(at) is { } value)
            {
                return value;
            }
        }

        return default;
    }

    private static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String when element.GetString() is { Length: > 0 } text => text,
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    /// <summary>RFC 3339 with or without a zone (then UTC), or milliseconds since 1970 (OCSF <c>timestamp_t</c>).</summary>
    private static DateTimeOffset? TimeOf(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var milliseconds) && milliseconds is > 0 and < 253_402_300_800_000)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }

        return element.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(element.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }
}
