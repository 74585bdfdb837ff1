using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>
/// AWS Config: a snapshot file (<c>configurationItems</c>), or single items as history and queries give them. An item's configuration
/// is the described thing with names in lower camel case; with their first letters raised it goes into the list that the describe call
/// would have given. (AWS Config developer guide, "Components of a configuration item".)
/// </summary>
internal static class ConfigItems
{
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        ["AWS::IAM::User"] = "UserDetailList", ["AWS::IAM::Group"] = "GroupDetailList", ["AWS::IAM::Role"] = "RoleDetailList", ["AWS::IAM::Policy"] = "Policies",
        ["AWS::EC2::VPC"] = "Vpcs", ["AWS::EC2::Subnet"] = "Subnets", ["AWS::EC2::NetworkInterface"] = "NetworkInterfaces", ["AWS::EC2::SecurityGroup"] = "SecurityGroups",
        ["AWS::EC2::NetworkAcl"] = "NetworkAcls", ["AWS::EC2::RouteTable"] = "RouteTables", ["AWS::EC2::InternetGateway"] = "InternetGateways", ["AWS::EC2::NatGateway"] = "NatGateways",
        ["AWS::EC2::VPCPeeringConnection"] = "VpcPeeringConnections", ["AWS::EC2::VPNGateway"] = "VpnGateways", ["AWS::EC2::VPNConnection"] = "VpnConnections",
        ["AWS::EC2::TransitGateway"] = "TransitGateways", ["AWS::EC2::VPCEndpoint"] = "VpcEndpoints", ["AWS::EC2::EgressOnlyInternetGateway"] = "EgressOnlyInternetGateways",
        ["AWS::EC2::Instance"] = "Instances", ["AWS::Lambda::Function"] = "Functions", ["AWS::CloudFormation::Stack"] = "Stacks",
        ["AWS::CodeBuild::Project"] = "projects", ["AWS::SageMaker::NotebookInstance"] = "NotebookInstanceDetails", ["AWS::Glue::Job"] = "Jobs", ["AWS::ECS::Cluster"] = "clusters",
        ["AWS::EC2::LaunchTemplate"] = "LaunchTemplates", ["AWS::S3::Bucket"] = "Buckets", ["AWS::ElasticLoadBalancingV2::LoadBalancer"] = "LoadBalancers",
    };

    /// <summary>Names under which a policy of the resource stands.</summary>
    private static readonly string[] PolicyNames = ["BucketPolicy", "Policy", "KeyPolicy", "ResourcePolicy", "RepositoryPolicyText", "PolicyText"];

    public static bool IsSnapshot(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("configurationItems", out var items) && items.ValueKind == JsonValueKind.Array;

    public static bool IsItem(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && SnapshotJson.Text(root, "resourceType")?.StartsWith("AWS::", StringComparison.Ordinal) == true && root.TryGetProperty("configuration", out _);

    public static void Read(string path, JsonElement root, SnapshotLists lists)
    {
        foreach (var item in SnapshotJson.Items(root, "configurationItems"))
        {
            ReadItem(path, item, lists);
        }
    }

    public static void ReadItem(string path, JsonElement item, SnapshotLists lists)
    {
        var type = SnapshotJson.Text(item, "resourceType") ?? "";
        if (SnapshotJson.Text(item, "configurationItemStatus") is "ResourceDeleted" or "ResourceDeletedNotRecorded" or "ResourceNotRecorded")
        {
            return;
        }

        var configuration = Parsed(item, "configuration");
        var account = SnapshotJson.Text(item, "awsAccountId") ?? SnapshotJson.Text(item, "accountId");
        var region = SnapshotJson.Text(item, "awsRegion");
        DateTimeOffset? time = DateTimeOffset.TryParse(SnapshotJson.Text(item, "configurationItemCaptureTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var captured) ? captured : null;
        var arn = SnapshotJson.Text(item, "ARN") ?? SnapshotJson.Text(item, "arn");
        if (configuration is not null && Lists.TryGetValue(type, out var list))
        {
            var thing = Raised(configuration);
            thing["Arn"] ??= arn;
            thing["Name"] ??= SnapshotJson.Text(item, "resourceName");
            lists.Put(list, new(JsonSerializer.SerializeToElement(thing), path, region, account, SnapshotJson.Text(item, "resourceName")) { Time = time });
        }

        if (arn is not null && !type.StartsWith("AWS::IAM::", StringComparison.Ordinal) && PolicyOf(configuration, Parsed(item, "supplementaryConfiguration")) is { } policy)
        {
            var wrapped = new JsonObject { ["ResourceArn"] = arn, ["Policy"] = policy };
            lists.Put(SnapshotLists.Single, new(JsonSerializer.SerializeToElement(wrapped), path, region, account, arn) { Time = time });
        }
    }

    private static string? PolicyOf(params ReadOnlySpan<JsonObject?> places)
    {
        foreach (var place in places)
        {
            foreach (var name in PolicyNames)
            {
                if (place is not null && (place[name] ?? place[Lowered(name)]) is { } found && TextOf(found) is { } text)
                {
                    return text;
                }
            }
        }

        return null;
    }

    /// <summary>A policy as text: Config gives it as text, as an object with <c>policyText</c>, as a document, or as text of any of these.</summary>
    private static string? TextOf(JsonNode node)
    {
        switch (node)
        {
            case JsonObject found when found["policyText"] is JsonValue inner:
                return inner.GetValueKind() == JsonValueKind.String ? inner.GetValue<string>() : null;
            case JsonObject found:
                return found.ContainsKey("Statement") ? found.ToJsonString() : null;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                var text = value.GetValue<string>();
                return text.TrimStart().StartsWith('{') && Object(text) is { } nested && !nested.ContainsKey("Statement") ? TextOf(nested)
                    : text.TrimStart().StartsWith('"') && Scalar(text) is { } once ? once : text.Length > 0 ? text : null;
            default:
                return null;
        }
    }

    private static JsonObject? Parsed(JsonElement item, string property)
    {
        if (!item.TryGetProperty(property, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(value),
            JsonValueKind.String => Object(value.GetString()!),
            _ => null,
        };
    }

    private static JsonObject? Object(string json) => Node(json) as JsonObject;

    private static string? Scalar(string json) => Node(json) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static JsonNode? Node(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = SnapshotLists.DepthMax });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same with the first letter of every name raised. Documents of policies stay as they are.</summary>
    private static JsonObject Raised(JsonObject from)
    {
        var raised = new JsonObject();
        foreach (var (name, value) in from)
        {
            if (name.Length > 0)
            {
                raised[char.ToUpperInvariant(name[0]) + name[1..]] = name.EndsWith("ocument", StringComparison.Ordinal) ? value?.DeepClone() : Raised(value);
            }
        }

        return raised;
    }

    private static JsonNode? Raised(JsonNode? node) => node switch
    {
        JsonObject found => Raised(found),
        JsonArray list => new JsonArray([.. list.Select(Raised)]),
        _ => node?.DeepClone(),
    };

    private static string Lowered(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
