using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Graph;

/// <summary>
/// Reads the output of <c>aws iam get-account-authorization-details</c>. Documents may be JSON objects, JSON text or
/// URL-encoded JSON text, as the API and the command line give them.
/// </summary>
public sealed class AuthorizationDetailsReader
{
    /// <summary>Most users, groups, roles or policies of one file.</summary>
    public const int EntitiesMax = 200_000;
    private const int DepthMax = 64;

    private readonly List<string> _problems = [];

    private AuthorizationDetailsReader()
    {
    }

    public static AccountSnapshot Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DepthMax });
            return Read(document.RootElement);
        }
        catch (JsonException problem)
        {
            return new AccountSnapshot { Account = "", Problems = [$"not JSON at line {(problem.LineNumber ?? 0) + 1}"] };
        }
    }

    public static AccountSnapshot Read(JsonElement root) => new AuthorizationDetailsReader().ReadRoot(root);

    private AccountSnapshot ReadRoot(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new AccountSnapshot { Account = "", Problems = ["the details are a JSON object"] };
        }

        var users = Each(root, "UserDetailList", ReadUser);
        var groups = Each(root, "GroupDetailList", ReadGroup);
        var roles = Each(root, "RoleDetailList", ReadRole);
        var policies = Each(root, "Policies", ReadPolicy);
        var someArn = users.Select(u => u.Arn).Concat(roles.Select(r => r.Arn)).Concat(groups.Select(g => g.Arn)).FirstOrDefault() ?? "";
        var parts = someArn.Split(':');
        return new AccountSnapshot
        {
            Account = parts.Length > 4 ? parts[4] : "",
            Partition = parts.Length > 4 ? parts[1] : "aws",
            Users = users,
            Groups = groups,
            Roles = roles,
            Policies = policies,
            Problems = [.. _problems],
        };
    }

    private SnapshotUser? ReadUser(JsonElement e, string place) => Arn(e, place) is not { } arn ? null
        : new SnapshotUser(arn, Text(e, "UserName") ?? LastSegment(arn), Strings(e, "GroupList"), Inline(e, "UserPolicyList", place), Attached(e))
        {
            Boundary = Boundary(e),
            Tags = Tags(e),
        };

    private SnapshotGroup? ReadGroup(JsonElement e, string place) => Arn(e, place) is not { } arn ? null
        : new SnapshotGroup(arn, Text(e, "GroupName") ?? LastSegment(arn), Inline(e, "GroupPolicyList", place), Attached(e));

    private SnapshotRole? ReadRole(JsonElement e, string place)
    {
        if (Arn(e, place) is not { } arn)
        {
            return null;
        }

        var name = Text(e, "RoleName") ?? LastSegment(arn);
        var trust = e.TryGetProperty("AssumeRolePolicyDocument", out var document) ? Document(document, "trust of " + name, place) : null;
        var profiles = List(e, "InstanceProfileList").Select(p => Text(p, "Arn")).OfType<string>();
        return new SnapshotRole(arn, name, trust, Inline(e, "RolePolicyList", place), Attached(e), [.. profiles])
        {
            Boundary = Boundary(e),
            Tags = Tags(e),
        };
    }

    private SnapshotPolicy? ReadPolicy(JsonElement e, string place)
    {
        if (Arn(e, place) is not { } arn)
        {
            return null;
        }

        var name = Text(e, "PolicyName") ?? LastSegment(arn);
        var defaultId = Text(e, "DefaultVersionId");
        CompiledPolicy? current = null;
        var others = ImmutableArray.CreateBuilder<CompiledPolicy>();
        foreach (var version in List(e, "PolicyVersionList"))
        {
            if (!version.TryGetProperty("Document", out var document))
            {
                continue;
            }

            var id = Text(version, "VersionId");
            var isDefault = version.TryGetProperty("IsDefaultVersion", out var flag) ? flag.ValueKind == JsonValueKind.True : id == defaultId;
            var compiled = Document(document, isDefault ? name : $"{name} {id}", place);
            if (isDefault)
            {
                current = compiled;
            }
            else if (compiled is not null)
            {
                others.Add(compiled);
            }
        }

        return new SnapshotPolicy(arn, current, others.ToImmutable());
    }

    private CompiledPolicy? Document(JsonElement document, string name, string place)
    {
        PolicyParseResult read;
        if (document.ValueKind == JsonValueKind.String)
        {
            var text = document.GetString()!;
            read = PolicyReader.Read(text.TrimStart().StartsWith('{') ? text : Uri.UnescapeDataString(text));
        }
        else
        {
            read = PolicyReader.Read(document);
        }

        if (read.Document is { } policy)
        {
            return CompiledPolicy.Compile(name, policy);
        }

        _problems.AddRange(read.Diagnostics.Take(3).Select(d => $"{place} {name} {d.Place}: {d.Message}"));
        return null;
    }

    private ImmutableArray<NamedPolicy> Inline(JsonElement e, string property, string place) =>
        [.. List(e, property).Select(p =>
        {
            var name = Text(p, "PolicyName") ?? "inline";
            return new NamedPolicy(name, p.TryGetProperty("PolicyDocument", out var document) ? Document(document, name, place) : null);
        })];

    private ImmutableArray<T> Each<T>(JsonElement root, string property, Func<JsonElement, string, T?> read)
        where T : class
    {
        var items = List(root, property);
        if (items.Count > EntitiesMax)
        {
            _problems.Add($"{property}: {items.Count} entries; allowed are {EntitiesMax}");
            return [];
        }

        return [.. items.Select((e, i) => read(e, $"{property}[{i}]")).OfType<T>()];
    }

    private string? Arn(JsonElement e, string place)
    {
        var arn = Text(e, "Arn");
        if (arn is null || !arn.StartsWith("arn:", StringComparison.Ordinal))
        {
            _problems.Add($"{place}.Arn is missing");
            return null;
        }

        return arn;
    }

    private static ImmutableArray<string> Attached(JsonElement e) =>
        [.. List(e, "AttachedManagedPolicies").Select(p => Text(p, "PolicyArn")).OfType<string>()];

    private static string? Boundary(JsonElement e) =>
        e.TryGetProperty("PermissionsBoundary", out var boundary) ? Text(boundary, "PermissionsBoundaryArn") : null;

    private static ImmutableArray<(string Key, string Value)> Tags(JsonElement e) =>
        [.. List(e, "Tags").Select(t => (Text(t, "Key") ?? "", Text(t, "Value") ?? ""))];

    private static ImmutableArray<string> Strings(JsonElement e, string property) =>
        [.. List(e, property).Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];

    private static List<JsonElement> List(JsonElement e, string property) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : [];

    private static string? Text(JsonElement e, string property) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string LastSegment(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
