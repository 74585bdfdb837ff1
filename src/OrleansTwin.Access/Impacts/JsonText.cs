using System.Text.Json;

namespace OrleansTwin.Access.Impacts;

/// <summary>Small questions to JSON text of attributes. Text that is no JSON, or too deep, answers with nothing.</summary>
internal static class JsonText
{
    private const int DepthMax = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax };

    /// <summary>A JSON string without its quotes; other text as it stands; null stays null.</summary>
    public static string? Plain(string? json)
    {
        if (json is null || json.Length < 2 || json[0] != '"')
        {
            return json;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return document.RootElement.GetString();
        }
        catch (JsonException)
        {
            return json;
        }
    }

    /// <summary>A policy document that stands as an object, or as an object written into a string.</summary>
    public static string? Document(string? json)
    {
        var text = Plain(json);
        return text is not null && text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal) ? text : null;
    }

    /// <summary>Raw text of every scalar at any depth; with <paramref name="member"/> only of members so called, without case.</summary>
    public static IReadOnlyList<string> Scalars(string? json, string? member = null)
    {
        if (json is null)
        {
            return [];
        }

        var found = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            Collect(document.RootElement, member, member is null, found);
        }
        catch (JsonException)
        {
            return [];
        }

        return found;
    }

    private static void Collect(JsonElement element, string? member, bool take, List<string> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, member, member is null || string.Equals(property.Name, member, StringComparison.OrdinalIgnoreCase), found);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, member, take, found);
                }

                break;
            case JsonValueKind.String:
            case JsonValueKind.Number:
            case JsonValueKind.True:
            case JsonValueKind.False:
                if (take)
                {
                    found.Add(element.GetRawText());
                }

                break;
            case JsonValueKind.Null:
            case JsonValueKind.Undefined:
            default:
                break;
        }
    }
}
