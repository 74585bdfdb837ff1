using OrleansTwin.Access.Clouds;

namespace OrleansTwin.Access.Azure;

/// <summary>One line of <c>twin access decide --model azure-rbac</c>: JSON in, JSON out.</summary>
public static class AzureDecideCase
{
    /// <summary>The shape of a case, as the command's help tells it.</summary>
    public const string Shape =
        "id; request {principal {id, groups []?}, action or dataAction, resource (id), subOperation?, attributes {resource {}, request {}, principal {}, environment {UtcNow…}}? "
        + "(null: absent; not listed: unknown), complete? (not listed: absent)}; roleAssignments [{name, principalId, principalType?, roleDefinitionId or roleDefinitionName, scope, "
        + "condition?, conditionVersion?, startDateTime?, endDateTime?}], eligibleAssignments (the same), denyAssignments [{name, scope, doNotApplyToChildScopes?, principals [{id, type}], "
        + "excludePrincipals [{id, type}], permissions, condition?}], roleDefinitions (custom; [{name, roleName, assignableScopes, permissions [{actions, notActions, dataActions, "
        + "notDataActions, condition?}]}]), groups [{id, members [id or {id, type}]? (absent: unknown)}], managementGroups [{name, parent?}], subscriptions [{id, managementGroup}]";

    /// <summary>Decides one case by the built-in roles and those of the case.</summary>
    public static CloudAnswer Answer(string line, AzureRoleCatalogue builtIn, AzureLimits? limits = null) => CloudCase.Answer(line, (root, problems) =>
    {
        var bounds = limits ?? AzureLimits.Default;
        var reader = new AzureCaseReader(builtIn, problems, bounds);
        var (request, world) = (reader.ReadRequest(root), reader.ReadWorld(root));
        return request is null || world is null ? null : AzureDecider.Decide(world, request, problems, bounds);
    });
}
