using System.Text.Json;

namespace OrleansTwin.Normalization.Catalogue;

/// <summary>
/// Reads a path over a record's parts: <c>req.a.b</c>, <c>res.x.items[].id</c>, <c>item.id</c>, fallbacks with <c>|</c>, constants with
/// <c>=value</c>, and <c>doc(path)</c> for a JSON document inside a string. Arrays without <c>[]</c> give their one element or nothing.
/// </summary>
internal static class PathText
{
    public static IEnumerable<JsonElement> Elements(string path, RecordParts parts)
    {
        foreach (var option in path.Split('|', StringSplitOptions.TrimEntries))
        {
            var found = false;
            foreach (var element in Walk(option, parts))
            {
                found = true;
                yield return element;
            }

            if (found)
            {
                yield break;
            }
        }
    }

    /// <summary>Texts of the path's values; masked values and nulls give none.</summary>
    public static IEnumerable<string> Texts(string path, RecordParts parts)
    {
        if (path.StartsWith('='))
        {
            yield return path[1..];
            yield break;
        }

        foreach (var element in Elements(path, parts))
        {
            var text = element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
                _ => null,
            };
            if (text is { Length: > 0 } && !CanonicalText.IsHidden(text))
            {
                yield return text;
            }
        }
    }

    /// <summary>The path's value as canonical JSON, or null where there is none; <paramref name="hidden"/> tells a masked one.</summary>
    public static string? Json(string path, RecordParts parts, out bool hidden)
    {
        hidden = false;
        if (path.StartsWith('='))
        {
            return path[1..];
        }

        var isDocument = path.StartsWith("doc(", StringComparison.Ordinal) && path.EndsWith(')');
        foreach (var element in Elements(isDocument ? path[4..^1] : path, parts))
        {
            if (element.ValueKind == JsonValueKind.String && CanonicalText.IsHidden(element.GetString()!))
            {
                hidden = true;
                return null;
            }

            return isDocument && element.ValueKind == JsonValueKind.String
                ? CanonicalText.Document(element.GetString()!)
                : CanonicalText.Of(element);
        }

        return null;
    }

    private static IEnumerable<JsonElement> Walk(string path, RecordParts parts)
    {
        var names = path.Split('.');
        IEnumerable<JsonElement> at = parts.Of(names[0]) is { } root ? [root] : [];
        foreach (var name in names.Skip(1))
        {
            var each = name.EndsWith("[]", StringComparison.Ordinal);
            var key = each ? name[..^2] : name;
            at = at.SelectMany(element => Child(element, key)).SelectMany(element => each ? Items(element) : [element]);
        }

        return at.Where(static element => element.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined));
    }

    private static IEnumerable<JsonElement> Child(JsonElement element, string key)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var child))
        {
            yield return child;
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            yield return element;
            yield break;
        }

        foreach (var item in element.EnumerateArray())
        {
            yield return item;
        }
    }
}
