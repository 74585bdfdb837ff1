namespace OrleansTwin.Access.Decisions;

/// <summary>
/// How a Principal element names the caller, in the order of what that is worth within one account: the account only
/// delegates, a role is limited by boundary and session policy, everyone by the session policy, one's own name by none.
/// </summary>
public enum PrincipalMatch
{
    None = 0,

    /// <summary>By its account: this delegates the decision to the account's own policies.</summary>
    Account = 1,

    /// <summary>By the ARN of the role behind the session.</summary>
    Role = 2,

    /// <summary><c>*</c>: everyone.</summary>
    Everyone = 3,

    /// <summary>By the caller's own name: user, role session, federated user, service, provider.</summary>
    Direct = 4,
}
