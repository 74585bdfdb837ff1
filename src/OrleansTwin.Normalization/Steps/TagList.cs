using System.Text.Json;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Steps;

/// <summary>
/// Tags in the shapes services write them: lists of {key, value}, {Key, Value}, {tagKey, tagValue}, a map of names, or lists of
/// tag specifications around them.
/// </summary>
internal static class TagList
{
    /// <summary>Most tags of one list (AWS allows 50 on a resource).</summary>
    public const int TagsMax = 200;

    // `Tag` first: the query protocol writes {"tag":1,"Tag":[…]}.
    private static readonly string[] Inner = ["Tag", "tags", "tag", "tagSet"];

    public static IEnumerable<KeyValuePair<string, string>> Of(JsonElement element) => Read(element, 0).Take(TagsMax);

    /// <summary>The key of a tag to remove: a text, or {key}.</summary>
    public static string? KeyOf(JsonElement element) =>
        Value.Of(element).AsName() ?? Key(element);

    private static IEnumerable<KeyValuePair<string, string>> Read(JsonElement element, int depth)
    {
        if (depth > 3)
        {
            yield break;
        }

        foreach (var item in Shape.Items(element))
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            if (Key(item) is { } key)
            {
                yield return new(key, Value.Of(Shape.Member(item, "value")).AsText() ?? Value.Of(Shape.Member(item, "tagValue")).AsText() ?? string.Empty);
                continue;
            }

            foreach (var tag in Nested(item, depth))
            {
                yield return tag;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Nested(JsonElement item, int depth)
    {
        foreach (var name in Inner)
        {
            if (Shape.Member(item, name) is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } inner)
            {
                return Read(inner, depth + 1);
            }
        }

        return item.EnumerateObject()
            .Where(static p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            .Select(static p => KeyValuePair.Create(p.Name, Value.Of(p.Value).AsText() ?? string.Empty));
    }

    private static string? Key(JsonElement item) =>
        Value.Of(Shape.Member(item, "key")).AsText() ?? Value.Of(Shape.Member(item, "tagKey")).AsText();
}
