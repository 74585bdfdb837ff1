using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansTwin.Tests.Stages.Architecture;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Tests.Stages.Normalization;

/// <summary>A record and what it must mean, from <c>Catalogue/aws/cases</c>. The envelope around the given parts is always the same.</summary>
internal sealed partial record CatalogueCase(string File, int Index, long Line, string Source, string Api, string Origin, JsonObject Record, string Gives)
{
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(File)}:{Line} {Api}");

    public static IReadOnlyList<CatalogueCase> All(string folder = "aws") =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "OrleansTwin.Normalization", "Catalogue", folder, "cases"), "*.yml").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<CatalogueCase> Read(string file)
    {
        var stream = new YamlStream();
        using (var reader = new StreamReader(file))
        {
            stream.Load(reader);
        }

        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        var index = 0;
        foreach (var node in ((YamlSequenceNode)root["cases"]).Children.Cast<YamlMappingNode>())
        {
            var source = Text(node, "source") ?? Text(root, "source")!;
            var origin = Text(node, "origin") ?? Text(root, "origin") ?? string.Empty;
            yield return new(file, index++, node.Start.Line, source, Text(node, "api")!, origin, RecordOf(node, source), (Text(node, "gives") ?? string.Empty).TrimEnd('\n'));
        }
    }

    private static JsonObject RecordOf(YamlMappingNode node, string source)
    {
        var record = new JsonObject
        {
            ["eventSource"] = source,
            ["eventName"] = Text(node, "api"),
            ["eventCategory"] = Text(node, "category") ?? "Management",
            ["userIdentity"] = node.Children.TryGetValue(new YamlScalarNode("identity"), out var who) ? Json(who) : Alice(),
        };
        foreach (var (key, name) in new[] { ("req", "requestParameters"), ("res", "responseElements"), ("add", "additionalEventData"), ("svc", "serviceEventDetails"), ("rsc", "resources") })
        {
            if (node.Children.TryGetValue(new YamlScalarNode(key), out var part))
            {
                record[name] = Json(part);
            }
        }

        if (Text(node, "error") is { } error)
        {
            record["errorCode"] = error;
        }

        return record;
    }

    private static JsonObject Alice() => new()
    {
        ["type"] = "IAMUser",
        ["arn"] = "arn:aws:iam::111122223333:user/alice",
        ["accountId"] = "111122223333",
        ["userName"] = "alice",
        ["accessKeyId"] = "AKIAIOSFODNN7EXAMPLE",
    };

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(static c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Json(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => null,
    };

    private static JsonNode? Plain(string? text) => text switch
    {
        null or "" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when Number().IsMatch(text) => JsonNode.Parse(text),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,17})(\.[0-9]+)?$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Number();
}
