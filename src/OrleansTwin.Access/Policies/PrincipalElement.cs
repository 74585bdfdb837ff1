using System.Collections.Immutable;

namespace OrleansTwin.Access.Policies;

/// <summary>A Principal element, or NotPrincipal where <paramref name="Negated"/>.</summary>
public sealed record PrincipalElement(bool Negated, ImmutableArray<PrincipalEntry> Entries);
