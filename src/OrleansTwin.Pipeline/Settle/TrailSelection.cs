using System.Text.Json;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// What the event selectors of a trail record, as far as looked at: management reads and writes, and types of data events
/// (AWS CloudTrail User Guide, "Logging management events", "Logging data events"). Narrower fields (one service left out, single
/// resources) are passed over, so this never says less is recorded than is.
/// </summary>
internal sealed record TrailSelection(bool Reads, bool Writes, IReadOnlySet<string> Kinds)
{
    /// <summary>A trail without selectors records all management events.</summary>
    public static TrailSelection Default { get; } = new(true, true, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Null where the text is not understood.</summary>
    public static TrailSelection? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var (reads, writes, kinds) = (false, false, new HashSet<string>(StringComparer.Ordinal));
            foreach (var selector in document.RootElement.EnumerateArray())
            {
                if (selector.TryGetProperty("fieldSelectors", out var fields))
                {
                    Advanced(fields, ref reads, ref writes, kinds);
                }
                else
                {
                    Basic(selector, ref reads, ref writes, kinds);
                }
            }

            return new(reads, writes, kinds);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static void Basic(JsonElement selector, ref bool reads, ref bool writes, HashSet<string> kinds)
    {
        var which = selector.TryGetProperty("readWriteType", out var type) ? type.GetString() : "All";
        if (!selector.TryGetProperty("includeManagementEvents", out var include) || include.ValueKind != JsonValueKind.False)
        {
            reads |= which != "WriteOnly";
            writes |= which != "ReadOnly";
        }

        if (selector.TryGetProperty("dataResources", out var resources))
        {
            foreach (var resource in resources.EnumerateArray())
            {
                kinds.Add(resource.GetProperty("type").GetString() ?? string.Empty);
            }
        }
    }

    private static void Advanced(JsonElement fields, ref bool reads, ref bool writes, HashSet<string> kinds)
    {
        var (category, only, types) = (string.Empty, (bool?)null, new List<string>());
        foreach (var field in fields.EnumerateArray())
        {
            var values = field.TryGetProperty("equals", out var equals) ? equals.EnumerateArray().Select(static value => value.GetString() ?? string.Empty).ToList() : [];
            switch (field.GetProperty("field").GetString())
            {
                case "eventCategory":
                    category = values.FirstOrDefault() ?? string.Empty;
                    break;
                case "readOnly":
                    only = values.FirstOrDefault() switch { "true" => true, "false" => false, _ => null };
                    break;
                case "resources.type":
                    types.AddRange(values);
                    break;
                default:
                    break;
            }
        }

        if (category == "Management")
        {
            reads |= only != false;
            writes |= only != true;
        }
        else if (category == "Data")
        {
            kinds.UnionWith(types);
        }
    }
}
