using System.Text.Json;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>Members of selectors by name, whatever the case of its first letter: the log and the command line spell it differently.</summary>
internal static class SelectorJson
{
    public static JsonElement? Member(JsonElement of, string name)
    {
        foreach (var property in of.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    public static string? Text(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A list of texts; null where it is none. A member that is not there is an empty list.</summary>
    public static IReadOnlyList<string>? Texts(JsonElement of, string name)
    {
        if (Member(of, name) is not { } list)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(static one => one.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(static one => one.GetString()!)]
            : null;
    }
}
