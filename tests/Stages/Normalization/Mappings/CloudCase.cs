using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Mappings;
using OrleansTwin.Tests.Stages.Architecture;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Tests.Stages.Normalization.Mappings;

/// <summary>An operation of Azure or Google, a record of it in the form of its log, and what it must mean. From <c>Catalogue/azure|gcp/cases</c>.</summary>
internal sealed record CloudCase(string Cloud, string File, long Line, string Service, string Method, string Origin, RecordFormat Format, JsonObject Record, string Gives)
{
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Cloud}/{Path.GetFileName(File)}:{Line} {Method}");

    public static IReadOnlyList<CloudCase> All(string cloud) =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "OrleansTwin.Normalization", "Catalogue", cloud, "cases"), "*.yml").Order(StringComparer.Ordinal).SelectMany(file => Read(cloud, file))];

    /// <summary>Read as the product reads it.</summary>
    public CloudEvent Event()
    {
        Assert.True(new MappedReader().TryRead(new("case", 0), Encoding.UTF8.GetBytes(Record.ToJsonString()), Format, out var read, out var letter), $"{Label}: {letter?.Reason}");
        return read!;
    }

    private static IEnumerable<CloudCase> Read(string cloud, string file)
    {
        var stream = new YamlStream();
        using (var reader = new StreamReader(file))
        {
            stream.Load(reader);
        }

        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        foreach (var node in ((YamlSequenceNode)root["cases"]).Children.Cast<YamlMappingNode>())
        {
            var (method, service) = (Text(node, "method")!, Text(node, "service") ?? string.Empty);
            var format = cloud == "gcp" ? RecordFormat.GcpAudit : RecordFormat.AzureActivity;
            yield return new(cloud, file, node.Start.Line, service, method, Text(root, "origin") ?? string.Empty, format, cloud == "gcp" ? Gcp(node, service, method) : Azure(node, method), (Text(node, "gives") ?? string.Empty).TrimEnd('\n'));
        }
    }

    private static JsonObject Gcp(YamlMappingNode node, string service, string method)
    {
        var payload = new JsonObject
        {
            ["serviceName"] = service,
            ["methodName"] = method,
            ["resourceName"] = Text(node, "on"),
            ["authenticationInfo"] = new JsonObject { ["principalEmail"] = "ann@example.com" },
            ["request"] = Json(node, "req"),
            ["response"] = Json(node, "res"),
        };
        if (Json(node, "meta") is { } meta)
        {
            payload[meta["jobInsertion"] is null ? "serviceData" : "metadata"] = meta;
        }

        return new JsonObject
        {
            ["logName"] = "projects/shop-prod/logs/cloudaudit.googleapis.com%2Factivity",
            ["insertId"] = "1",
            ["timestamp"] = "2026-03-01T10:00:00Z",
            ["resource"] = new JsonObject { ["type"] = "x", ["labels"] = Json(node, "labels") ?? new JsonObject { ["project_id"] = "shop-prod", ["location"] = "europe-west1" } },
            ["protoPayload"] = payload,
        };
    }

    private static JsonObject Azure(YamlMappingNode node, string method)
    {
        var properties = new JsonObject();
        if (Text(node, "req") is { } body)
        {
            properties["requestbody"] = body;
        }

        if (Text(node, "status") is { } status)
        {
            properties["statusCode"] = status;
        }

        return new JsonObject
        {
            ["time"] = "2026-03-01T10:00:00Z",
            ["resourceId"] = Text(node, "on")!.ToUpperInvariant(),
            ["operationName"] = method,
            ["category"] = Text(node, "category") ?? "Administrative",
            ["resultType"] = "Success",
            ["correlationId"] = "c-1",
            ["callerIpAddress"] = "203.0.113.7",
            ["properties"] = properties,
        };
    }

    private static JsonNode? Json(YamlMappingNode node, string key) => Text(node, key) is { } text ? JsonNode.Parse(text) : null;

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlScalarNode { Value: { } text } ? text : null;
}
