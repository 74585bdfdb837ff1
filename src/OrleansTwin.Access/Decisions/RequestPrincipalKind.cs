namespace OrleansTwin.Access.Decisions;

/// <summary>What kind of caller a request has.</summary>
public enum RequestPrincipalKind
{
    /// <summary>No credentials at all.</summary>
    Anonymous,
    Root,
    User,

    /// <summary>A role as such, for questions about any session of it.</summary>
    Role,
    RoleSession,
    FederatedUser,
    Service,

    /// <summary>A caller known only by an identity provider (AssumeRoleWithWebIdentity, AssumeRoleWithSAML).</summary>
    Federated,
    CanonicalUser,
}
