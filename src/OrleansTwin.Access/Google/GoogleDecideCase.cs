using OrleansTwin.Access.Clouds;

namespace OrleansTwin.Access.Google;

/// <summary>One line of <c>twin access decide --model gcp-iam</c>: JSON in, JSON out.</summary>
public static class GoogleDecideCase
{
    /// <summary>The shape of a case, as the command's help tells it.</summary>
    public const string Shape =
        "id; request {principal (user:…, serviceAccount:…, principal://…, anonymous, or {id, groups []?, principalSets []?, principalSetsComplete?}), permission (service.resource.verb), "
        + "resource (name), time?, attributes {request {}, destination {}, principal {}, api {}…}? (not listed: unknown)}; resources [{name, attributeName (as resource.name in conditions)?, parent (null: the top; absent: unknown), "
        + "type?, service?, tags {}?, tagIds {}?}]; allowPolicies [{resource, bindings [{role, members [], condition {expression}?}]}] (a resource without one has none), "
        + "denyPolicies [{name, resource, rules [{denyRule {deniedPrincipals, exceptionPrincipals, deniedPermissions, exceptionPermissions, denialCondition {expression}?}}]}], "
        + "principalAccessBoundaryPolicies [{name, details {rules [{resources []}], enforcementVersion}, bindings [{target {principalSet}, condition?}]}], "
        + "boundaryPermissions {version: [service.googleapis.com/resource.verb]} (absent: unknown), roles [{name, includedPermissions []}], groups [{email, members []? (absent: unknown)}]";

    /// <summary>Decides one case by the bundled roles and those of the case.</summary>
    public static CloudAnswer Answer(string line, GoogleRoleCatalogue predefined, GoogleLimits? limits = null) => CloudCase.Answer(line, (root, problems) =>
    {
        var bounds = limits ?? GoogleLimits.Default;
        var world = new GoogleCaseReader(predefined, problems, bounds).ReadWorld(root);
        var request = GoogleRequestReader.Read(root, world?.Hierarchy, problems, bounds);
        return request is null || world is null ? null : GoogleDecider.Decide(world, request, problems, bounds);
    });
}
