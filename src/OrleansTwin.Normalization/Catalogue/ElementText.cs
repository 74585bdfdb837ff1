using System.Globalization;
using System.Text.Json;
using OrleansTwin.Model.Changes;

namespace OrleansTwin.Normalization.Catalogue;

/// <summary>
/// Elements of set-valued attributes: <c>key => value</c>, <c>- key</c>, and the rules of security groups
/// (<c>rules path</c>), one element for each source, keyed <c>protocol/from-to/source</c>.
/// </summary>
internal static class ElementText
{
    private const string Rules = "rules ";
    private const string Tags = "tags ";

    public static IEnumerable<AttributeChange> Elements(string attribute, string text, RecordParts parts)
    {
        var removed = text.StartsWith('-');
        var body = removed ? text[1..].Trim() : text;
        if (body.StartsWith(Rules, StringComparison.Ordinal))
        {
            return PathText.Elements(body[Rules.Length..], parts).SelectMany(RuleElements)
                .Select(rule => new AttributeChange(attribute, removed ? AttributeOp.Remove : AttributeOp.Set, removed ? null : rule.Value, rule.Key));
        }

        if (body.StartsWith(Tags, StringComparison.Ordinal))
        {
            return PathText.Elements(body[Tags.Length..], parts)
                .Where(static tag => tag.ValueKind == JsonValueKind.Object && tag.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String)
                .Select(tag => new AttributeChange(attribute, AttributeOp.Set, tag.TryGetProperty("value", out var value) ? CanonicalText.Of(value) : null, tag.GetProperty("key").GetString()));
        }

        var arrow = body.IndexOf("=>", StringComparison.Ordinal);
        var keys = PathText.Texts((arrow < 0 ? body : body[..arrow]).Trim(), parts);
        if (removed || arrow < 0)
        {
            return keys.Select(key => new AttributeChange(attribute, removed ? AttributeOp.Remove : AttributeOp.Set, removed ? null : "true", key));
        }

        var json = PathText.Json(body[(arrow + 2)..].Trim(), parts, out var hidden);
        return keys.Select(key => new AttributeChange(attribute, hidden || json is null ? AttributeOp.Unknown : AttributeOp.Set, json, key));
    }

    private static IEnumerable<KeyValuePair<string, string>> RuleElements(JsonElement rule)
    {
        var protocol = Text(rule, "ipProtocol") ?? "-1";
        var (from, to) = (Number(rule, "fromPort"), Number(rule, "toPort"));
        var ports = from is null && to is null ? "all" : string.Create(CultureInfo.InvariantCulture, $"{from ?? 0}-{to ?? from ?? 65535}");
        foreach (var source in Sources(rule))
        {
            var value = JsonSerializer.Serialize(new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["from"] = from, ["protocol"] = protocol, ["source"] = source, ["to"] = to });
            yield return new($"{protocol}/{ports}/{source}", value);
        }
    }

    private static IEnumerable<string> Sources(JsonElement rule) =>
        Items(rule, "ipRanges", "cidrIp")
            .Concat(Items(rule, "ipv6Ranges", "cidrIpv6"))
            .Concat(Items(rule, "groups", "groupId"))
            .Concat(Items(rule, "prefixListIds", "prefixListId"));

    private static IEnumerable<string> Items(JsonElement rule, string set, string name)
    {
        if (rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty(set, out var found) && found.ValueKind == JsonValueKind.Object
            && found.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in items.EnumerateArray())
            {
                if (Text(item, name) is { } text)
                {
                    yield return text;
                }
            }
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
