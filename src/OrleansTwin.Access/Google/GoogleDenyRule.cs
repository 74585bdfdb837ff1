using System.Collections.Immutable;

namespace OrleansTwin.Access.Google;

/// <summary>A rule of a deny policy ("Deny policies").</summary>
internal sealed record GoogleDenyRule(
    string Policy,
    string Resource,
    int Number,
    ImmutableArray<string> DeniedPrincipals,
    ImmutableArray<string> ExceptionPrincipals,
    ImmutableArray<string> DeniedPermissions,
    ImmutableArray<string> ExceptionPermissions,
    GoogleCondition? Condition);
