using System.Text.Json;

namespace OrleansTwin.Tests.Stages.Access.Google;

/// <summary>A comparison of an attribute with a text; as CEL it is written, here it is asked plainly.</summary>
internal sealed record GoogleReferenceCondition(string Attribute, string Function, string Value, bool Negated)
{
    public string Expression => $"{(Negated ? "!" : "")}({(Function == "==" ? $"resource.{Attribute} == '{Value}'" : $"resource.{Attribute}.{Function}('{Value}')")})";

    public bool Holds(Dictionary<string, string> attributes) => Negated != Function switch
    {
        "==" => attributes[Attribute] == Value,
        "startsWith" => attributes[Attribute].StartsWith(Value, StringComparison.Ordinal),
        "endsWith" => attributes[Attribute].EndsWith(Value, StringComparison.Ordinal),
        _ => attributes[Attribute].Contains(Value, StringComparison.Ordinal),
    };
}

internal sealed record GoogleReferenceBinding(string Resource, int Role, string[] Members, GoogleReferenceCondition? Condition);

internal sealed record GoogleReferenceDenial(string Resource, string[] Principals, string[] Exceptions, string[] Permissions, string[] ExceptionPermissions, GoogleReferenceCondition? Condition);

internal sealed record GoogleReferenceBoundary(string Set, string Resource);

/// <summary>A small estate, as a case and decided in the slow, obvious way.</summary>
internal sealed record GoogleReferenceWorld(
    string Caller, string Permission, Dictionary<string, string?> Parents, Dictionary<string, string> Attributes, Dictionary<string, string[]> Groups, string[][] Roles,
    GoogleReferenceBinding[] Bindings, GoogleReferenceDenial[] Denials, GoogleReferenceBoundary[] Boundaries)
{
    public const string Target = "projects/p";

    public string Line(string? hidden = null) => JsonSerializer.Serialize(new
    {
        id = "w",
        request = new { principal = Caller, permission = Permission, resource = Target },
        resources = Parents.Select(p => new Dictionary<string, object?>(Attributes.Where(a => a.Key != hidden).Select(static a => KeyValuePair.Create(a.Key, (object?)a.Value))) { ["name"] = p.Key, ["parent"] = p.Value }),
        roles = Roles.Select(static (p, i) => new { name = $"roles/r{i}", includedPermissions = p }),
        groups = Groups.Select(static g => new { email = g.Key, members = g.Value }),
        allowPolicies = Bindings.Select(static b => new { resource = b.Resource, bindings = new[] { new { role = $"roles/r{b.Role}", members = b.Members, condition = Condition(b.Condition) } } }),
        denyPolicies = Denials.Select(static d => new
        {
            name = "d",
            resource = d.Resource,
            rules = new[] { new { denyRule = new { deniedPrincipals = d.Principals, exceptionPrincipals = d.Exceptions, deniedPermissions = d.Permissions, exceptionPermissions = d.ExceptionPermissions, denialCondition = Condition(d.Condition) } } },
        }),
        principalAccessBoundaryPolicies = Boundaries.Select(static b => new { name = "b", enforcementVersion = "1", rules = new[] { new { resources = new[] { b.Resource } } }, bindings = new[] { new { principalSet = b.Set } } }),
        boundaryPermissions = new Dictionary<string, string[]> { ["1"] = ["storage.googleapis.com/*.*"] },
    });

    public string Decide()
    {
        var chain = new List<string>();
        for (var at = Target; at is not null; at = Parents[at])
        {
            chain.Add(at);
        }

        if (Denials.Any(d => chain.Contains(d.Resource) && d.Principals.Any(p => IsCaller(p)) && !d.Exceptions.Any(p => IsCaller(p)) && d.Permissions.Any(Names) && !d.ExceptionPermissions.Any(Names) && Holds(d.Condition)))
        {
            return "ExplicitlyDenied";
        }

        var bound = Boundaries.Where(b => IsCaller(b.Set)).ToList();
        var kept = bound.Count > 0 && !bound.Any(b => chain.Contains(b.Resource)) && Permission.StartsWith("storage.", StringComparison.Ordinal);
        return !kept && Bindings.Any(b => chain.Contains(b.Resource) && Roles[b.Role].Contains(Permission) && b.Members.Any(m => IsCaller(m)) && Holds(b.Condition)) ? "Allowed" : "ImplicitlyDenied";
    }

    private static object? Condition(GoogleReferenceCondition? c) => c is null ? null : new { expression = c.Expression };

    private bool Holds(GoogleReferenceCondition? c) => c is null || c.Holds(Attributes);

    private bool Names(string pattern) => pattern switch
    {
        "storage.googleapis.com/*.*" => Permission.StartsWith("storage.", StringComparison.Ordinal),
        "storage.googleapis.com/objects.*" => Permission.StartsWith("storage.objects.", StringComparison.Ordinal),
        "storage.googleapis.com/*.get" => Permission.StartsWith("storage.", StringComparison.Ordinal) && Permission.EndsWith(".get", StringComparison.Ordinal),
        "cloudresourcemanager.googleapis.com/projects.get" => Permission == "resourcemanager.projects.get",
        _ => throw new ArgumentException(pattern),
    };

    private bool IsCaller(string member, int depth = 0) => member switch
    {
        "allUsers" or "principalSet://goog/public:all" => true,
        "allAuthenticatedUsers" => Caller != "anonymous",
        "domain:example.com" => Caller == "user:ann@example.com",
        "principal://goog/subject/ann@example.com" => Caller == "user:ann@example.com",
        _ when member == Caller => true,
        _ when member.StartsWith("group:", StringComparison.Ordinal) || member.StartsWith("principalSet://goog/group/", StringComparison.Ordinal) =>
            depth < 10 && Groups[member[(member.LastIndexOfAny([':', '/']) + 1)..]].Any(m => IsCaller(m, depth + 1)),
        _ => false,
    };
}
