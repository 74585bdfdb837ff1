using System.Globalization;

namespace OrleansTwin.Demo.Scenario;

/// <summary>One flow-log record of an interface (Amazon VPC User Guide, "Flow log records", fields of versions 2 to 5).</summary>
internal sealed record DemoFlow(DateTimeOffset Start, DemoHost Host, bool Egress, string Peer, int PeerPort, int OwnPort, long Bytes)
{
    public const string Header = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path";

    private const int BytesAPacket = 900;

    public int Seconds { get; init; } = 58;

    public bool Rejected { get; init; }

    /// <summary>The service whose published range holds the peer's address.</summary>
    public string? PeerService { get; init; }

    /// <summary>2: opened here; 18: answered (bit masks of TCP flags, OR-ed over the window).</summary>
    public int TcpFlags { get; init; } = 3;

    public DateTimeOffset End => Start.AddSeconds(Seconds);

    public string ToLine()
    {
        var (source, target) = Egress ? (Host.PrivateIp, Peer) : (Peer, Host.PrivateIp);
        var (sourcePort, targetPort) = Egress ? (OwnPort, PeerPort) : (PeerPort, OwnPort);
        var (sourceService, targetService) = Egress ? ("-", PeerService ?? "-") : (PeerService ?? "-", "-");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"5 {DemoNames.Account} {DemoNames.IdOf("eni", Host.Instance)} {source} {target} {sourcePort} {targetPort} 6 {Math.Max(1, Bytes / BytesAPacket)} {Bytes} {Start.ToUnixTimeSeconds()} {End.ToUnixTimeSeconds()} {(Rejected ? "REJECT" : "ACCEPT")} OK {DemoNames.Vpc} {Host.Subnet} {Host.Instance} {TcpFlags} IPv4 {source} {target} {DemoNames.Region} euw1-az1 {sourceService} {targetService} {(Egress ? "egress" : "ingress")} {(Egress ? Host.TrafficPath(Peer) : "-")}");
    }
}
