using System.Text.Json;

namespace OrleansTwin.Tests.Stages.Access.Azure;

internal sealed record AzureReferencePermission(string[] Actions, string[] NotActions, string[] DataActions, string[] NotDataActions);

/// <summary>A comparison of one attribute with texts, under a choice of operations; null tests nothing.</summary>
internal sealed record AzureReferenceCondition(string ForAction, string Attribute, string Operator, string[] Values);

internal sealed record AzureReferenceAssignment(string Principal, int Role, string Scope, AzureReferenceCondition? Condition, bool Eligible);

internal sealed record AzureReferenceDenial(string[] Principals, string[] Excluded, string Scope, bool OnlyHere, AzureReferencePermission Permission);

/// <summary>A small estate as plainly as it can be said, and as a case.</summary>
internal sealed record AzureReferenceWorld(
    string Action, bool IsData, string Resource, Dictionary<string, string[]> Attributes, Dictionary<string, string[]> Groups, Dictionary<string, string?> ManagementGroups,
    AzureReferencePermission[][] Roles, AzureReferenceAssignment[] Assignments, AzureReferenceDenial[] Denials)
{
    public const string Caller = "ann";

    public string Line(string? hidden = null) => JsonSerializer.Serialize(new
    {
        id = "w",
        request = new Dictionary<string, object?>
        {
            ["principal"] = new { id = Caller },
            [IsData ? "dataAction" : "action"] = Action,
            ["resource"] = Resource,
            ["complete"] = hidden is null,
            ["attributes"] = new { resource = Attributes.Where(a => a.Key != hidden).ToDictionary() },
        },
        roleDefinitions = Roles.Select(static (permissions, i) => new { id = $"role-{i}", permissions = permissions.Select(Permission) }),
        roleAssignments = Assignments.Where(static a => !a.Eligible).Select(Assignment),
        eligibleAssignments = Assignments.Where(static a => a.Eligible).Select(Assignment),
        denyAssignments = Denials.Select(static d => new
        {
            scope = d.Scope,
            doNotApplyToChildScopes = d.OnlyHere,
            principals = d.Principals.Select(static id => new { id, type = Type(id) }),
            excludePrincipals = d.Excluded.Select(static id => new { id, type = Type(id) }),
            permissions = new[] { Permission(d.Permission) },
        }),
        groups = Groups.Select(static g => new { id = g.Key, members = g.Value }),
        managementGroups = ManagementGroups.Where(static g => g.Key != "sub-a").Select(static g => new { name = g.Key, parent = g.Value }),
        subscriptions = new[] { new { id = "sub-a", managementGroup = ManagementGroups["sub-a"] } },
    });

    private static string Type(string id) => id.StartsWith("group", StringComparison.Ordinal) ? "Group" : id.StartsWith('0') ? "SystemDefined" : "User";

    private static object Permission(AzureReferencePermission p) => new { actions = p.Actions, notActions = p.NotActions, dataActions = p.DataActions, notDataActions = p.NotDataActions };

    private static object Assignment(AzureReferenceAssignment a) => new
    {
        principalId = a.Principal,
        principalType = Type(a.Principal),
        roleDefinitionId = $"/providers/Microsoft.Authorization/roleDefinitions/role-{a.Role}",
        scope = a.Scope,
        condition = a.Condition is not { } c ? null
            : $"(!(ActionMatches{{'{c.ForAction}'}})) OR (@Resource[{c.Attribute}] {c.Operator} {{{string.Join(", ", c.Values.Select(static v => $"'{v}'"))}}})",
    };
}
