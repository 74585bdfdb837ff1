using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansTwin.Web.Text;

namespace OrleansTwin.Web.Mcp;

/// <summary>
/// Parts what the product says from what logs hold. Every text that is not the product's own word is taken out of the facts, which name it by
/// a number (<c>u1</c>), and stands under <c>untrusted</c>, with control and direction characters shown as code points and cut. What is not
/// known to be ours is theirs: names, titles with names in them, user agents, tags, configuration, and ids, too, which attackers choose.
/// </summary>
internal sealed partial class Untrusted
{
    /// <summary>Characters of one text.</summary>
    public const int TextMax = 400;

    private static readonly HashSet<string> OwnMembers = Read();

    private readonly JsonObject _texts = [];
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary><c>facts</c> and <c>untrusted</c>.</summary>
    public static JsonObject Part(JsonNode? answer)
    {
        var untrusted = new Untrusted();
        var facts = untrusted.Of(answer, string.Empty);
        return new()
        {
            ["facts"] = facts,
            ["untrusted"] = untrusted._texts,
        };
    }

    private JsonNode? Of(JsonNode? node, string member) => node switch
    {
        JsonObject members => Of(members),
        JsonArray items => new JsonArray([.. items.Select(item => Of(item, member))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>(), member),
        _ => node?.DeepClone(),
    };

    // Names of members are the product's, but for tags and configuration: there they are an attacker's.
    private JsonObject Of(JsonObject members)
    {
        var facts = new JsonObject();
        foreach (var (name, value) in members)
        {
            facts[Name(name)] = name is "tags" or "config" or "value" or "before" or "after" && value is JsonObject or JsonArray ? Text(value.ToJsonString(), name) : Of(value, name);
        }

        return facts;
    }

    private string Name(string name) => PlainWord().IsMatch(name) ? name : Reference(name);

    private JsonValue Text(string text, string member) => IsOurs(text, member) ? JsonValue.Create(text) : JsonValue.Create(Reference(text));

    private static bool IsOurs(string text, string member) =>
        text.Length == 0 || OwnId().IsMatch(text) || OwnTime().IsMatch(text) || (OwnMembers.Contains(member) && PlainWord().IsMatch(text));

    private string Reference(string text)
    {
        if (!_known.TryGetValue(text, out var name))
        {
            _known[text] = name = string.Create(CultureInfo.InvariantCulture, $"u{_known.Count + 1}");
            _texts[name] = PlainText.Of(text, TextMax);
        }

        return name;
    }

    private static HashSet<string> Read()
    {
        using var stream = typeof(Untrusted).Assembly.GetManifestResourceStream("OrleansTwin.Web.Mcp.trusted-members.json")!;
        return JsonNode.Parse(stream)!["members"]!.AsArray().Select(static member => member!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\A(inc|sig|alt|alert|imp)-[0-9a-f]{32}\z")]
    private static partial Regex OwnId();

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?Z\z")]
    private static partial Regex OwnTime();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_.-]{0,59}\z")]
    private static partial Regex PlainWord();
}
