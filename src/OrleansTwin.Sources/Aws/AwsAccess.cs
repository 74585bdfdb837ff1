namespace OrleansTwin.Sources.Aws;

/// <summary>
/// How a queue or bucket is reached. Credentials come from the SDK's own chain (environment, profile, web identity, container, instance);
/// with a role they are exchanged for the role's. None are in here.
/// </summary>
public sealed record AwsAccess
{
    public required string Region { get; init; }

    /// <summary>Role to assume, of this account or another.</summary>
    public string? RoleArn { get; init; }

    /// <summary>What the role's trust asks for.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Another endpoint than AWS's own, for all services: a private one, or a server of the same protocol.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Another endpoint for the exchange of credentials; null: <see cref="Endpoint"/> or the region's.</summary>
    public string? StsEndpoint { get; init; }
}
