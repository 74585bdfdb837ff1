using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTwin.Model.Entities;

namespace OrleansTwin.Incidents.Response;

/// <summary>The configuration of an entity's view, read by attribute: known, known to be absent, or not known.</summary>
internal static class TwinConfig
{
    private const int DepthMax = 64;

    /// <summary>The attributes; empty where the text is not a JSON object.</summary>
    public static JsonObject Of(EntityView? view)
    {
        try
        {
            return view is null ? [] : JsonNode.Parse(view.Config, documentOptions: new() { MaxDepth = DepthMax }) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>A text as it is, anything else as JSON; null where there is none.</summary>
    public static string? Text(JsonNode? node) => node is null ? null : node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString();

    /// <summary>Whether the view itself says that it does not know the attribute.</summary>
    public static bool IsUnknown(EntityView view, string attribute) => view.Knowledge.Unknown.Any(unknown => unknown.StartsWith(attribute + ": ", StringComparison.Ordinal));

    /// <summary>Whether the entity is known from its beginning or as a whole, so that what was never set is not set.</summary>
    public static bool IsWhole(EntityView view) => view.State == EntityLife.Active && !view.Knowledge.Unknown.Any(static unknown => unknown.IndexOf(": ", StringComparison.Ordinal) is var colon && (colon < 0 || unknown.AsSpan(0, colon).Contains(' ')));
}
