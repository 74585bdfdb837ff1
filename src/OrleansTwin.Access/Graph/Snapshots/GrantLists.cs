using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Decisions;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>KMS grants of a snapshot: <c>kms list-grants</c>, whose entries name their key by id or ARN.</summary>
internal static class GrantLists
{
    public static ImmutableArray<KmsGrant> Read(SnapshotLists lists)
    {
        var keys = lists.Elements("Keys").Select(static k => (Id: Text(k, "KeyId"), Arn: Text(k, "KeyArn"))).Where(static k => k.Id is not null && k.Arn is not null)
            .GroupBy(static k => k.Id!, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First().Arn!, StringComparer.Ordinal);
        var grants = ImmutableArray.CreateBuilder<KmsGrant>();
        foreach (var item in lists.Of("Grants"))
        {
            if (item.Element.ValueKind != JsonValueKind.Object || Text(item.Element, "GrantId") is not { } id || Text(item.Element, "KeyId") is not { } key || Text(item.Element, "GranteePrincipal") is not { } grantee)
            {
                continue;
            }

            var arn = key.StartsWith("arn:", StringComparison.Ordinal) ? key : keys.GetValueOrDefault(key) ?? $"arn:aws:kms:{item.Region ?? "*"}:{item.Account ?? "*"}:key/{key}";
            var constrained = item.Element.TryGetProperty("Constraints", out var constraints) && constraints.ValueKind == JsonValueKind.Object && constraints.EnumerateObject().Any();
            grants.Add(new(id, arn, grantee, Strings(item.Element, "Operations"), constrained));
        }

        return [.. grants.DistinctBy(static g => (g.Key, g.GrantId)).OrderBy(static g => g.Key, StringComparer.Ordinal).ThenBy(static g => g.GrantId, StringComparer.Ordinal)];
    }
}
