using Orleans;

namespace OrleansTwin.Model.Events;

/// <summary>
/// Who made the call, as the record says it. What the record leaves out stays null (not known), never a default.
/// For CloudTrail see "CloudTrail userIdentity element".
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.actor")]
public sealed record Actor
{
    [Id(0)]
    public ActorType Type { get; init; }

    /// <summary>The principal whose permissions were used: user ARN, role ARN (not the session), account id, or service name id.</summary>
    [Id(1)]
    public string Id { get; init; } = string.Empty;

    /// <summary>The ARN as the record gives it (for a role session the <c>assumed-role</c> ARN).</summary>
    [Id(2)]
    public string? Arn { get; init; }

    [Id(3)]
    public string? Account { get; init; }

    [Id(4)]
    public string? Name { get; init; }

    /// <summary>Session name of an assumed role or federated user.</summary>
    [Id(5)]
    public string? Session { get; init; }

    /// <summary>ARN of the principal that issued the session.</summary>
    [Id(6)]
    public string? Issuer { get; init; }

    /// <summary>Access key id used, temporary or not.</summary>
    [Id(7)]
    public string? Credential { get; init; }

    [Id(8)]
    public string? SourceIdentity { get; init; }

    /// <summary>True or false only where the record says so.</summary>
    [Id(9)]
    public bool? Mfa { get; init; }

    /// <summary>Service that made the call on the caller's behalf (forward access) or for itself.</summary>
    [Id(10)]
    public string? InvokedBy { get; init; }

    /// <summary>Identity Center user id of <c>onBehalfOf</c>.</summary>
    [Id(11)]
    public string? OnBehalfOf { get; init; }

    /// <summary>Unique id (AIDA…, AROA…:session, AROA…) that tells incarnations apart.</summary>
    [Id(12)]
    public string? UniqueId { get; init; }

    /// <summary>When the session began, where the record says so.</summary>
    [Id(13)]
    public DateTimeOffset? SessionStarted { get; init; }

    /// <summary>What the key was issued to (<c>inScopeOf.credentialsIssuedTo</c>), for example a function's ARN.</summary>
    [Id(14)]
    public string? InScopeOf { get; init; }

    /// <summary>Sign-in session ARN where given.</summary>
    [Id(15)]
    public string? SignInSession { get; init; }

    /// <summary>Web or SAML identity provider and subject (<c>webIdFederationData</c>), <c>provider|subject</c>.</summary>
    [Id(16)]
    public string? Federation { get; init; }

    /// <summary>Instance metadata version that delivered a role's keys (<c>ec2RoleDelivery</c>).</summary>
    [Id(17)]
    public string? RoleDelivery { get; init; }

    /// <summary>A call that a service made for itself or on somebody's behalf.</summary>
    public bool ViaService => InvokedBy is not null || Type == ActorType.AwsService;
}
