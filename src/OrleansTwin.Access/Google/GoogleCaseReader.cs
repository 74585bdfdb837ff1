using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OrleansTwin.Access.Clouds;
using OrleansTwin.Access.Google.Cel;

namespace OrleansTwin.Access.Google;

/// <summary>Reads the policies of one case. A part that cannot be read is told, and leaves the case undecided.</summary>
internal sealed class GoogleCaseReader(GoogleRoleCatalogue predefined, CaseProblems problems, GoogleLimits limits)
{
    private readonly Dictionary<string, GoogleRole> _roles = new(StringComparer.Ordinal);

    public GoogleWorld? ReadWorld(JsonElement root)
    {
        var before = problems.Found.Count;
        ReadRoles(root);
        var resources = GoogleResourceReader.Read(root, problems, limits);
        var bindings = ReadBindings(root).ToLookup(static b => b.Resource, StringComparer.Ordinal);
        var denials = ReadDenials(root).ToLookup(static d => d.Resource, StringComparer.Ordinal);
        var boundaries = ReadBoundaries(root);
        var unread = problems.Found.Count > before;
        var groups = GroupGraph.Read(root, "email", problems, limits.GroupsMax, limits.MembersMax, Member);
        return unread ? null : new GoogleWorld(resources, bindings, denials, boundaries, groups);
    }

    /// <summary>A member of a group without its prefix, in lower case.</summary>
    private static string Member(string text) => GoogleIdentity.Parse(text) is { } identity ? identity.Id
        : text.StartsWith("group:", StringComparison.Ordinal) ? text["group:".Length..].ToLowerInvariant() : text.ToLowerInvariant();

    private void ReadRoles(JsonElement root)
    {
        foreach (var (item, place) in problems.Objects(root, "roles", "$", limits.RolesMax))
        {
            if (problems.Needed(item, "name", place) is { } name && !_roles.TryAdd(name, new GoogleRole(name, [.. problems.Texts(item, "includedPermissions", place, limits.ListItemsMax)])))
            {
                problems.Add($"{place} role `{CaseProblems.Shorten(name)}` stands twice");
            }
        }
    }

    private List<GoogleBinding> ReadBindings(JsonElement root)
    {
        var read = new List<GoogleBinding>();
        foreach (var (policy, place) in problems.Objects(root, "allowPolicies", "$", limits.PoliciesMax))
        {
            var resource = problems.Needed(policy, "resource", place);
            var number = 0;
            foreach (var (binding, at) in problems.Objects(policy, "bindings", place, limits.PoliciesMax))
            {
                number++;
                if (problems.Needed(binding, "role", at) is { } role && resource is not null)
                {
                    read.Add(new(GoogleHierarchy.Normal(resource), number, role, _roles.GetValueOrDefault(role) ?? predefined.Find(role), Members(binding, "members", at), Condition(binding, "condition", at)));
                }
            }
        }

        return read;
    }

    private List<GoogleDenyRule> ReadDenials(JsonElement root)
    {
        var read = new List<GoogleDenyRule>();
        foreach (var (policy, place) in problems.Objects(root, "denyPolicies", "$", limits.PoliciesMax))
        {
            var resource = problems.Needed(policy, "resource", place);
            var name = problems.Text(policy, "name", place) ?? place;
            var number = 0;
            foreach (var (item, at) in problems.Objects(policy, "rules", place, limits.PoliciesMax))
            {
                number++;
                var rule = CaseProblems.TryGet(item, "denyRule", out var inner) ? inner : item;
                if (resource is not null)
                {
                    read.Add(new(name, GoogleHierarchy.Normal(resource), number, Members(rule, "deniedPrincipals", at), Members(rule, "exceptionPrincipals", at),
                        problems.Texts(rule, "deniedPermissions", at, limits.ListItemsMax), problems.Texts(rule, "exceptionPermissions", at, limits.ListItemsMax), Condition(rule, "denialCondition", at)));
                }
            }
        }

        return read;
    }

    private ImmutableArray<GoogleBoundary> ReadBoundaries(JsonElement root)
    {
        var versions = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        if (CaseProblems.TryGet(root, "boundaryPermissions", out var told) && told.ValueKind == JsonValueKind.Object)
        {
            foreach (var version in told.EnumerateObject())
            {
                versions[version.Name] = problems.Texts(told, version.Name, "$.boundaryPermissions", limits.ListItemsMax);
            }
        }

        var read = ImmutableArray.CreateBuilder<GoogleBoundary>();
        foreach (var (policy, place) in problems.Objects(root, "principalAccessBoundaryPolicies", "$", limits.PoliciesMax))
        {
            var name = problems.Text(policy, "name", place) ?? place;
            var details = CaseProblems.TryGet(policy, "details", out var inner) ? inner : policy;
            var version = problems.Text(details, "enforcementVersion", place) ?? "latest";
            var resources = problems.Objects(details, "rules", place, limits.PoliciesMax)
                .SelectMany(r => problems.Texts(r.Item, "resources", r.Place, limits.ListItemsMax)).Select(GoogleHierarchy.Normal).ToImmutableArray();
            foreach (var (binding, at) in problems.Objects(policy, "bindings", place, limits.PoliciesMax))
            {
                var target = CaseProblems.TryGet(binding, "target", out var t) ? t : binding;
                if (problems.Needed(target, "principalSet", at) is { } set)
                {
                    read.Add(new(name, set, resources, versions.TryGetValue(version, out var list) ? list : null, version, Condition(binding, "condition", at)));
                }
            }
        }

        return read.ToImmutable();
    }

    private ImmutableArray<string> Members(JsonElement owner, string name, string place) => problems.Texts(owner, name, place, limits.ListItemsMax);

    private GoogleCondition? Condition(JsonElement owner, string name, string place)
    {
        if (!CaseProblems.TryGet(owner, name, out var condition))
        {
            return null;
        }

        var text = problems.Needed(condition, "expression", string.Create(CultureInfo.InvariantCulture, $"{place}.{name}"));
        return new GoogleCondition(problems.Text(condition, "title", place), CelExpression.Parse(text ?? "", limits.Conditions));
    }
}
