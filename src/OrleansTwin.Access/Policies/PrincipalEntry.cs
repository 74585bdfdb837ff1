namespace OrleansTwin.Access.Policies;

/// <summary>One principal named in a Principal or NotPrincipal element.</summary>
public sealed record PrincipalEntry(PrincipalEntryKind Kind, string Value);
