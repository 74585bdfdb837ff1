namespace OrleansTwin.Access.Network;

/// <summary>IP protocols by name and number (IANA).</summary>
internal static class Protocols
{
    public const string Tcp = "6";
    public const string Udp = "17";
    public const string Icmp = "1";

    /// <summary>The number as text; null for all protocols (<c>-1</c>, <c>any</c>).</summary>
    public static string? Number(string? name) => name?.ToLowerInvariant() switch
    {
        null or "-1" or "any" or "all" => null,
        "tcp" => Tcp,
        "udp" => Udp,
        "icmp" => Icmp,
        "icmpv6" => "58",
        var number => number,
    };

    /// <summary>Only these carry ports.</summary>
    public static bool HasPorts(string? number) => number is Tcp or Udp;
}
