using System.Text.Json;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using static OrleansTwin.Pipeline.Query.QueryField;

namespace OrleansTwin.Pipeline.Query.Fields;

/// <summary>Fields of <c>entities</c>, as in <c>entities.jsonl</c>.</summary>
internal static class EntityFields
{
    private const int JsonDepthMax = 64;

    public static IReadOnlyList<QueryField> All { get; } =
    [
        Text<EntityView>("id", "ARN, Azure id, Google name or key", static row => FieldValue.Of(row.Id.Value)),
        Choice<EntityView, Cloud>("cloud", "cloud", static row => FieldValue.Of(row.Cloud)),
        Text<EntityView>("account", "account, subscription or project", static row => FieldValue.OrUnknown(row.Account)),
        Text<EntityView>("region", "region", static row => FieldValue.OrUnknown(row.Region)),
        Text<EntityView>("type", "CloudFormation or provider type", static row => FieldValue.OrUnknown(row.Type)),
        Choice<EntityView, EntityKind>("kind", "resource, identity, credential…", static row => FieldValue.Of(row.Kind)),
        Text<EntityView>("name", "name", static row => FieldValue.OrUnknown(row.Name)),
        Choice<EntityView, EntityLife>("state", "active, deleted or only referred to", static row => FieldValue.Of(row.State)),
        Time<EntityView>("firstSeen", "first event that speaks of it", static row => FieldValue.Of(row.FirstSeen)),
        Time<EntityView>("lastSeen", "last event that speaks of it", static row => FieldValue.Of(row.LastSeen)),
        Number<EntityView>("version", "number of changes", static row => FieldValue.Of(row.Version)),
        Number<EntityView>("risk", "risk", static row => row.Risk is { } risk ? FieldValue.Of(risk) : FieldValue.Unknown),
        Choice<EntityView, Exposure>("exposure", "who can reach it from outside", static row => row.Exposure == Exposure.Unknown ? FieldValue.Unknown : FieldValue.Of(row.Exposure)),
        Text<EntityView>("jewel", "level of the crown jewel it is", static row => FieldValue.Of(row.CrownJewel?.Level)),
        Keyed<EntityView>("tags.", "value of a tag", static (row, key) => Tag(row, key)),
        Text<EntityView>("relatedTo", "ids it relates to", static row => FieldValue.Of(row.Relations.Select(static relation => relation.To.Value))),
        Keyed<EntityView>("relation.", "ids of one kind of relation (relation.runsAs)", static (row, kind) =>
            FieldValue.Of(row.Relations.Where(relation => Choices.Word(relation.Kind).Equals(kind, StringComparison.OrdinalIgnoreCase)).Select(static relation => relation.To.Value))),
        Choice<EntityView, KnowledgeBasis>("knowledge", "what it is known by", static row => FieldValue.Of(row.Knowledge.Basis)),
        Flag<EntityView>("complete", "nothing of it is known to be missing", static row => FieldValue.Of(row.Knowledge.Complete)),
        Text<EntityView>("unknown", "attributes that are not known", static row => FieldValue.Of(row.Knowledge.Unknown)),
        Keyed<EntityView>("config.", "an attribute of its configuration (config.encrypted)", static (row, path) => Attribute(row, path)),
    ];

    // Where the entity was never seen whole, a tag that is not there may only not have been seen.
    private static FieldValue Tag(EntityView row, string key)
    {
        foreach (var tag in row.Tags)
        {
            if (tag.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return FieldValue.Of(tag.Value);
            }
        }

        return row.Knowledge.Complete ? FieldValue.None : FieldValue.Unknown;
    }

    private static FieldValue Attribute(EntityView row, string path)
    {
        var words = path.Split('.');
        if (row.Knowledge.Unknown.Contains(words[0]))
        {
            return FieldValue.Unknown;
        }

        using var config = JsonDocument.Parse(row.Config, new() { MaxDepth = JsonDepthMax });
        var at = config.RootElement;
        foreach (var word in words)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(word, out at))
            {
                return row.Knowledge.Complete ? FieldValue.None : FieldValue.Unknown;
            }
        }

        return at.ValueKind switch
        {
            JsonValueKind.Array => FieldValue.Of(at.EnumerateArray().Select(Plain)),
            JsonValueKind.Object => FieldValue.Of(at.EnumerateObject().Select(static member => member.Name)),
            JsonValueKind.Null or JsonValueKind.Undefined => FieldValue.None,
            _ => FieldValue.Of(Plain(at)),
        };
    }

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
