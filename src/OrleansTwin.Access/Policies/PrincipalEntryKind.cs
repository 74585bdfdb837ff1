namespace OrleansTwin.Access.Policies;

/// <summary>The map key under which a principal was named, or <see cref="Everyone"/> for the bare <c>"*"</c>.</summary>
public enum PrincipalEntryKind
{
    Everyone,
    Aws,
    Service,
    Federated,
    CanonicalUser,
}
