using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>Reading of described things whose shape nobody guarantees: what is absent or of another kind is null or empty.</summary>
internal static class SnapshotJson
{
    public static string? Text(JsonElement e, string property) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static string? Nested(JsonElement e, params ReadOnlySpan<string> path)
    {
        for (var i = 0; i < path.Length - 1; i++)
        {
            if (e.ValueKind != JsonValueKind.Object || !e.TryGetProperty(path[i], out e))
            {
                return null;
            }
        }

        return Text(e, path[^1]);
    }

    /// <summary>The objects of a list.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement e, string property) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(static v => v.ValueKind == JsonValueKind.Object)
            : [];

    /// <summary>One field of each object of a list.</summary>
    public static ImmutableArray<string> Texts(JsonElement e, string list, string field) => [.. Items(e, list).Select(i => Text(i, field)).OfType<string>()];

    /// <summary>The texts of a list of texts.</summary>
    public static ImmutableArray<string> Strings(JsonElement e, string property) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(static v => v.ValueKind == JsonValueKind.String).Select(static v => v.GetString()!)]
            : [];

    public static bool Flag(JsonElement e, string property) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Part of an ARN, from 0; null where the text is none.</summary>
    public static string? ArnPart(string? arn, int part) =>
        arn is not null && arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Split(':', 6) is { Length: 6 } parts && parts[part].Length > 0 ? parts[part] : null;
}
