namespace OrleansTwin.Model.Events;

/// <summary>The closed set of CloudTrail <c>userIdentity.type</c>, the few kinds that other logs tell apart, plus Unknown.</summary>
public enum ActorType
{
    Unknown = 0,
    Root = 1,
    IamUser = 2,
    AssumedRole = 3,
    Role = 4,
    FederatedUser = 5,
    Directory = 6,
    AwsAccount = 7,
    AwsService = 8,
    IdentityCenterUser = 9,
    SamlUser = 10,
    WebIdentityUser = 11,

    /// <summary>A person's account of a directory or vendor other than AWS: Entra, Google, Okta, GitHub.</summary>
    User = 20,

    /// <summary>A workload's own account: Google service account, Kubernetes service account.</summary>
    ServiceAccount = 21,

    /// <summary>Entra service principal or managed identity, or an application of a vendor.</summary>
    Application = 22,

    /// <summary>The cloud itself.</summary>
    System = 23,

    /// <summary>Nobody signed in.</summary>
    Anonymous = 24,
}
