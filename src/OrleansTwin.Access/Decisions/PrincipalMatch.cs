namespace OrleansTwin.Access.Decisions;

/// <summary>How a Principal element names the caller. A higher value is a more direct name.</summary>
public enum PrincipalMatch
{
    None = 0,

    /// <summary>By its account: this delegates the decision to the account's own policies.</summary>
    Account = 1,

    /// <summary><c>*</c>: everyone.</summary>
    Everyone = 2,

    /// <summary>By the ARN of the role behind the session.</summary>
    Role = 3,

    /// <summary>By the caller's own name: user, role session, federated user, service, provider.</summary>
    Direct = 4,
}
