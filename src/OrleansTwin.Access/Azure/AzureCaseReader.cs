using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Azure.Conditions;
using OrleansTwin.Access.Clouds;

namespace OrleansTwin.Access.Azure;

/// <summary>Reads the estate and the request of one case. What cannot be read is told and left out, and makes the answer Undetermined where it could matter.</summary>
internal sealed class AzureCaseReader(AzureRoleCatalogue builtIn, CaseProblems problems, AzureLimits limits)
{
    private const string Root = "$";
    private readonly Dictionary<string, AzureRole> _custom = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The world, or null where a part that may grant or deny could not be read.</summary>
    public AzureWorld? ReadWorld(JsonElement root)
    {
        var before = problems.Found.Count;
        ReadRoles(root);
        var assignments = ReadAssignments(root, "roleAssignments", false).Concat(ReadAssignments(root, "eligibleAssignments", true)).ToList();
        var denials = ReadDenials(root);
        var unread = problems.Found.Count > before;
        var groups = GroupGraph.Read(root, "id", problems, limits.GroupsMax, limits.MembersMax);
        var hierarchy = AzureHierarchy.Read(root, problems, limits);
        return unread ? null : new AzureWorld(assignments, denials, groups, hierarchy);
    }

    public AzureRequest? ReadRequest(JsonElement root)
    {
        if (!CaseProblems.TryGet(root, "request", out var request) || request.ValueKind != JsonValueKind.Object)
        {
            problems.Add("$.request is missing");
            return null;
        }

        const string Place = "$.request";
        CaseProblems.TryGet(request, "principal", out var principal);
        var id = principal.ValueKind == JsonValueKind.String ? principal.GetString() : problems.Needed(principal, "id", Place + ".principal");
        var groups = problems.Texts(principal, "groups", Place + ".principal", limits.GroupsMax);
        var (action, data) = (problems.Text(request, "action", Place), problems.Text(request, "dataAction", Place));
        if (string.IsNullOrEmpty(action) == string.IsNullOrEmpty(data))
        {
            problems.Add("$.request: allowed is one of `action` (management) and `dataAction`");
        }

        var operation = string.IsNullOrEmpty(action) ? data : action;
        if (operation?.Contains('*', StringComparison.Ordinal) == true)
        {
            problems.Add($"$.request: `{CaseProblems.Shorten(operation)}`: allowed is one operation, without wildcards");
            operation = null;
        }

        var scope = problems.Needed(request, "resource", Place) is { } resource ? Scope(resource, Place + ".resource") : null;
        var attributes = ReadAttributes(request, Place);
        return id is null || string.IsNullOrEmpty(operation) || scope is null || !(string.IsNullOrEmpty(action) || string.IsNullOrEmpty(data))
            ? null
            : new AzureRequest(id, groups, operation.ToLowerInvariant(), string.IsNullOrEmpty(action), scope, attributes);
    }

    private AzureAttributes ReadAttributes(JsonElement request, string place)
    {
        var attributes = new AzureAttributes(problems.Flag(request, "complete", place));
        if (request.TryGetProperty("subOperation", out var sub))
        {
            attributes.Add(AttributeSource.Request, AzureAttributes.SubOperation, Value(sub, place + ".subOperation"));
        }

        if (CaseProblems.TryGet(request, "attributes", out var all))
        {
            foreach (var source in Enum.GetValues<AttributeSource>())
            {
                if (CaseProblems.TryGet(all, source.ToString().ToLowerInvariant(), out var given) && given.ValueKind == JsonValueKind.Object)
                {
                    foreach (var attribute in given.EnumerateObject())
                    {
                        attributes.Add(source, attribute.Name, Value(attribute.Value, $"{place}.attributes.{source.ToString().ToLowerInvariant()}"));
                    }
                }
            }
        }

        return attributes;
    }

    private AttributeValue Value(JsonElement value, string place)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return AttributeValue.Absent;
            case JsonValueKind.Array when value.GetArrayLength() > limits.ListItemsMax:
                problems.Add($"{place} has {value.GetArrayLength()} values; allowed are {limits.ListItemsMax}");
                return AttributeValue.Unknown;
            case JsonValueKind.Array:
                return AttributeValue.Of([.. value.EnumerateArray().Select(v => Scalar(v, place))]);
            default:
                return AttributeValue.Of([Scalar(value, place)]);
        }
    }

    private string Scalar(JsonElement value, string place)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
        {
            problems.Add($"{place} {CaseProblems.Show(value)}: allowed are texts, numbers, true and false");
            return "";
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }

    private void ReadRoles(JsonElement root)
    {
        foreach (var (item, place) in problems.Objects(root, "roleDefinitions", Root, limits.RolesMax))
        {
            var id = problems.Text(item, "id", place) ?? problems.Text(item, "name", place);
            if (string.IsNullOrEmpty(id))
            {
                problems.Add($"{place}.id is missing");
                continue;
            }

            var properties = CaseProblems.TryGet(item, "properties", out var inner) ? inner : item;
            var name = problems.Text(properties, "roleName", place) ?? Last(id);
            var scopes = problems.Texts(properties, "assignableScopes", place, limits.ListItemsMax).Select((s, i) => Scope(s, $"{place}.assignableScopes[{i}]")).OfType<AzureScope>();
            var role = new AzureRole(Last(id), name, AzurePermissionReader.Read(properties, place, problems, limits), [.. scopes]);
            if (!_custom.TryAdd(role.Id, role))
            {
                problems.Add($"{place} role definition `{CaseProblems.Shorten(id)}` stands twice");
            }

            _custom.TryAdd(name, role);
        }
    }

    private List<AzureAssignment> ReadAssignments(JsonElement root, string list, bool eligible)
    {
        var read = new List<AzureAssignment>();
        foreach (var (item, place) in problems.Objects(root, list, Root, limits.AssignmentsMax))
        {
            var given = CaseProblems.TryGet(item, "properties", out var inner) ? inner : item;
            var principal = problems.Needed(given, "principalId", place);
            var reference = problems.Text(given, "roleDefinitionId", place) ?? problems.Needed(given, "roleDefinitionName", place);
            var scope = problems.Needed(given, "scope", place) is { } text ? Scope(text, place + ".scope") : null;
            if (principal is null || reference is null || scope is null)
            {
                continue;
            }

            var name = problems.Text(item, "name", place) ?? problems.Text(item, "id", place) ?? place;
            var role = _custom.GetValueOrDefault(Last(reference)) ?? builtIn.Find(Last(reference));
            var condition = AzureCondition.Parse(problems.Text(given, "condition", place), problems.Text(given, "conditionVersion", place), limits);
            read.Add(new(Last(name), new AzurePrincipal(principal, problems.Text(given, "principalType", place)), Last(reference), role, scope, condition,
                Time(given, "startDateTime", place), Time(given, "endDateTime", place), eligible, Contradiction(role, scope)));
        }

        return read;
    }

    /// <summary>Azure refuses an assignment outside of a custom role's assignable scopes ("Azure custom roles"); management groups' places are not weighed.</summary>
    private static string? Contradiction(AzureRole? role, AzureScope scope) =>
        role is null || role.AssignableScopes.IsEmpty || scope.IsRoot || scope.ManagementGroup is not null || role.AssignableScopes.Any(s => s.ManagementGroup is not null || s.Holds(scope))
            ? null
            : $"role `{role.Name}` cannot be assigned at {scope}: its assignable scopes are elsewhere";

    private ImmutableArray<AzureDenyAssignment> ReadDenials(JsonElement root)
    {
        var read = ImmutableArray.CreateBuilder<AzureDenyAssignment>();
        foreach (var (item, place) in problems.Objects(root, "denyAssignments", Root, limits.AssignmentsMax))
        {
            var given = CaseProblems.TryGet(item, "properties", out var inner) ? inner : item;
            var scope = problems.Needed(given, "scope", place) is { } text ? Scope(text, place + ".scope") : null;
            if (scope is null)
            {
                continue;
            }

            var name = problems.Text(given, "denyAssignmentName", place) ?? problems.Text(item, "name", place) ?? problems.Text(item, "id", place) ?? place;
            read.Add(new(name, scope, problems.Flag(given, "doNotApplyToChildScopes", place), ReadPrincipals(given, "principals", place),
                ReadPrincipals(given, "excludePrincipals", place), AzurePermissionReader.Read(given, place, problems, limits),
                AzureCondition.Parse(problems.Text(given, "condition", place), problems.Text(given, "conditionVersion", place), limits)));
        }

        return read.ToImmutable();
    }

    private ImmutableArray<AzurePrincipal> ReadPrincipals(JsonElement denial, string list, string place) =>
        [.. problems.Objects(denial, list, place, limits.ListItemsMax)
            .Select(p => problems.Needed(p.Item, "id", p.Place) is { } id ? new AzurePrincipal(id, problems.Text(p.Item, "type", p.Place)) : null)
            .OfType<AzurePrincipal>()];

    private AzureScope? Scope(string text, string place)
    {
        if (AzureScope.TryParse(text) is { } scope)
        {
            return scope;
        }

        problems.Add($"{place} `{CaseProblems.Shorten(text)}`: allowed is an id that begins with `/` and has no empty part");
        return null;
    }

    private DateTimeOffset? Time(JsonElement item, string name, string place)
    {
        if (problems.Text(item, name, place) is not { } text)
        {
            return null;
        }

        if (ConditionValues.TryTime(text, out var time))
        {
            return time;
        }

        problems.Add($"{place}.{name} `{CaseProblems.Shorten(text)}`: allowed is a time of ISO 8601");
        return null;
    }

    private static string Last(string id) => id[(id.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
}
