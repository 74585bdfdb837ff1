using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Web.Api;

/// <summary>Records whose JSON differs from their members: configuration and values are JSON, not text that holds JSON.</summary>
internal static class RecordJson
{
    /// <summary>As a line of <c>entities.jsonl</c>.</summary>
    public static JsonObject Of(EntityView view)
    {
        var json = JsonSerializer.SerializeToNode(view with { Config = string.Empty, Tags = [] }, TwinJson.Options)!.AsObject();
        json["tags"] = new JsonObject(view.Tags.Select(static tag => KeyValuePair.Create(tag.Key, (JsonNode?)JsonValue.Create(tag.Value))));
        json["config"] = Parse(view.Config);
        return json;
    }

    /// <summary>A change of an entity's history.</summary>
    public static JsonObject Of(ResourceChange change)
    {
        var json = new JsonObject
        {
            ["event"] = change.At.EventId,
            ["time"] = JsonSerializer.SerializeToNode(change.At.Time, TwinJson.Options),
            ["kind"] = TwinJson.Word(change.Kind),
            ["action"] = change.Action,
            ["actor"] = change.Actor.IsNone ? null : change.Actor.Value,
            ["basis"] = TwinJson.Word(change.Basis),
            ["whole"] = change.Whole,
            ["attributes"] = new JsonArray([.. change.Attributes.Select(Of)]),
            ["relations"] = JsonSerializer.SerializeToNode(change.Relations, TwinJson.Options),
        };
        if (change.Incarnation is { } incarnation)
        {
            json["incarnation"] = incarnation;
        }

        return json;
    }

    private static JsonNode Of(AttributeChange attribute)
    {
        var json = new JsonObject { ["path"] = attribute.Path, ["op"] = TwinJson.Word(attribute.Op) };
        if (attribute.Element is { } element)
        {
            json["element"] = element;
        }

        if (attribute.Op == AttributeOp.Set)
        {
            json["value"] = attribute.Value is null ? null : Parse(attribute.Value);
        }

        return json;
    }

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new() { MaxDepth = TwinJson.Options.MaxDepth });
        }
        catch (JsonException)
        {
            return JsonValue.Create(json);
        }
    }
}
