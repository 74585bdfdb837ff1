using System.Collections.Immutable;

namespace OrleansTwin.Access.Google;

/// <summary>A principal access boundary policy as bound to one principal set.</summary>
/// <param name="Name">Of the policy.</param>
/// <param name="PrincipalSet">Whom the binding reaches.</param>
/// <param name="Resources">What they may reach, and all below.</param>
/// <param name="Blockable">Permissions that its enforcement version blocks; null where not told.</param>
/// <param name="Version">The enforcement version.</param>
/// <param name="Condition">Of the binding.</param>
internal sealed record GoogleBoundary(string Name, string PrincipalSet, ImmutableArray<string> Resources, ImmutableArray<string>? Blockable, string Version, GoogleCondition? Condition);
