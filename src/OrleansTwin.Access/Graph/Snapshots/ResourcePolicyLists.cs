using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>
/// Policies of resources in a snapshot: answers that carry one (<c>get-bucket-policy</c>, <c>get-policy</c>, <c>get-queue-attributes</c>,
/// <c>get-topic-attributes</c>, <c>get-key-policy</c>, <c>get-resource-policy</c>, <c>get-repository-policy</c>) and those of AWS Config.
/// Most answers do not name their resource: then it is taken from the answer's own fields, the call's argument, or the one resource that
/// the policy itself speaks of.
/// </summary>
internal static class ResourcePolicyLists
{
    public static ImmutableDictionary<string, LayerPolicies> Read(SnapshotLists lists)
    {
        var found = ImmutableDictionary.CreateBuilder<string, LayerPolicies>(StringComparer.Ordinal);
        foreach (var item in lists.Of(SnapshotLists.Single))
        {
            if (PolicyOf(item.Element) is not { } text || ResourceOf(item, text) is not { } arn)
            {
                continue;
            }

            var name = "policy of " + arn;
            var read = PolicyReader.Read(text);
            if (read.Document is { } document)
            {
                found[arn] = LayerPolicies.Of(CompiledPolicy.Compile(name, document));
                continue;
            }

            found[arn] = LayerPolicies.NotSeen(name);
            foreach (var problem in read.Diagnostics.Take(3))
            {
                lists.Problem($"{item.File}: {name} {problem.Place}: {problem.Message}");
            }
        }

        return found.ToImmutable();
    }

    private static string? PolicyOf(JsonElement e)
    {
        foreach (var name in new[] { "Policy", "ResourcePolicy", "policyText", "policy" })
        {
            if (Text(e, name) is { } text && text.AsSpan().TrimStart().StartsWith("{"))
            {
                return text;
            }

            if (e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var document) && document.ValueKind == JsonValueKind.Object && document.TryGetProperty("Statement", out _))
            {
                return document.GetRawText();
            }
        }

        return Nested(e, "Attributes", "Policy");
    }

    private static string? ResourceOf(SnapshotItem item, string policy)
    {
        var e = item.Element;
        var named = Text(e, "ResourceArn") ?? Text(e, "ARN") ?? Nested(e, "Attributes", "QueueArn") ?? Nested(e, "Attributes", "TopicArn");
        if (named is not null)
        {
            return named;
        }

        if (Text(e, "repositoryName") is { } repository)
        {
            return $"arn:aws:ecr:{item.Region ?? "*"}:{Text(e, "registryId") ?? item.Account ?? "*"}:repository/{repository}";
        }

        if (item.Argument is { } argument)
        {
            if (argument.StartsWith("arn:", StringComparison.Ordinal))
            {
                return argument;
            }

            if (item.Call == "s3-get-bucket-policy")
            {
                return "arn:aws:s3:::" + argument;
            }

            if (item.Call == "kms-get-key-policy")
            {
                return $"arn:aws:kms:{item.Region ?? "*"}:{item.Account ?? "*"}:key/{argument.Split('/')[0]}";
            }
        }

        return OnlyResource(policy);
    }

    /// <summary>The one thing that all statements speak of: a bucket also through its objects.</summary>
    private static string? OnlyResource(string policy)
    {
        if (PolicyReader.Read(policy).Document is not { } document)
        {
            return null;
        }

        var resources = document.Statements.SelectMany(static s => s.Resources)
            .Select(static r => r.StartsWith("arn:", StringComparison.Ordinal) && ArnPart(r, 2) == "s3" ? r.Split('/')[0] : r).Distinct(StringComparer.Ordinal).ToList();
        return resources is [var one] && one.StartsWith("arn:", StringComparison.Ordinal) && !one.AsSpan().ContainsAny('*', '?') ? one : null;
    }
}
