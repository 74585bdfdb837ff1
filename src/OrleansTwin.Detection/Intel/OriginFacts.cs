namespace OrleansTwin.Detection.Intel;

/// <summary>What MaxMind databases say of an address. Null: no database says it; never "no".</summary>
public sealed record OriginFacts
{
    public static readonly OriginFacts Unknown = new();

    /// <summary>ISO 3166-1 country, e.g. <c>NL</c>.</summary>
    public string? Country { get; init; }

    public string? City { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>Autonomous system number.</summary>
    public long? Asn { get; init; }

    public string? AsnOrganization { get; init; }

    public bool? IsAnonymous { get; init; }

    public bool? IsAnonymousVpn { get; init; }

    public bool? IsHostingProvider { get; init; }

    public bool? IsPublicProxy { get; init; }

    public bool? IsResidentialProxy { get; init; }

    public bool? IsTorExitNode { get; init; }
}
