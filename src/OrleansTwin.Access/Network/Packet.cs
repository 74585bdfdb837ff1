using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>The packets asked for: every one of them must pass.</summary>
internal sealed record Packet(AddressRange From, AddressRange To, string? Protocol, int FirstPort, int LastPort)
{
    /// <summary>Ports that answers usually go to (IANA dynamic and the Linux default range overlap here).</summary>
    private const int EphemeralFirst = 49152;
    private const int EphemeralLast = 60999;
    private const int PortMax = 65535;

    public static Packet Of(AddressRange from, AddressRange to, ReachQuestion question) => new(
        from, to, Protocols.Number(question.Protocol), question.Port ?? 0, question.Port ?? PortMax);

    /// <summary>The answer's packets, for stateless rules.</summary>
    public Packet Answer() => Protocols.HasPorts(Protocol)
        ? new Packet(To, From, Protocol, EphemeralFirst, EphemeralLast)
        : new Packet(To, From, Protocol, 0, PortMax);

    public bool Fits(string? protocol, int? first, int? last)
    {
        if (protocol is not null && protocol != Protocol)
        {
            return false;
        }

        return protocol is null || !Protocols.HasPorts(protocol) || first is null || (first <= FirstPort && last >= LastPort);
    }
}
