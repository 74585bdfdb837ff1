using OrleansTwin.Model.Values;

namespace OrleansTwin.Detection.Behavior;

/// <summary>What is known of an address. Null means not known, never "no".</summary>
public sealed record AddressVerdict
{
    public static AddressVerdict Unknown { get; } = new();

    /// <summary>Names of the indicators that match, ordered.</summary>
    public ValueArray<string> Names { get; init; }

    /// <summary>A list of hostile hosts names the address.</summary>
    public bool Bad { get; init; }

    /// <summary>An exit of the Tor network.</summary>
    public bool Tor { get; init; }

    /// <summary>Another anonymising network (VPN, open proxy).</summary>
    public bool Anonymizer { get; init; }

    /// <summary>A hosting provider's or cloud's address: not where a person sits.</summary>
    public bool Hosting { get; init; }

    /// <summary>On an allow-list: no indicator counts.</summary>
    public bool KnownGood { get; init; }

    /// <summary>ISO 3166 alpha-2.</summary>
    public string? Country { get; init; }

    public long? Asn { get; init; }

    public string? AsnName { get; init; }

    /// <summary>Thousandths of a degree, north positive.</summary>
    public int? LatitudeMilli { get; init; }

    /// <summary>Thousandths of a degree, east positive.</summary>
    public int? LongitudeMilli { get; init; }
}
