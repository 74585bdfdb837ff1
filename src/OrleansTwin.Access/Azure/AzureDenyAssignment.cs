using System.Collections.Immutable;
using OrleansTwin.Access.Azure.Conditions;

namespace OrleansTwin.Access.Azure;

/// <summary>Operations refused to principals at a scope, whatever roles grant ("Understand Azure deny assignments").</summary>
internal sealed record AzureDenyAssignment(
    string Name,
    AzureScope Scope,
    bool DoNotApplyToChildScopes,
    ImmutableArray<AzurePrincipal> Principals,
    ImmutableArray<AzurePrincipal> ExcludePrincipals,
    ImmutableArray<AzurePermission> Permissions,
    AzureCondition? Condition);
