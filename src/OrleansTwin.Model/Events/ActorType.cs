namespace OrleansTwin.Model.Events;

/// <summary>The closed set of CloudTrail <c>userIdentity.type</c> and its equals elsewhere, plus Unknown.</summary>
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
}
