using Orleans;

namespace OrleansTwin.Model.Events;

/// <summary>
/// One VPC flow record as its format gives it; null where the format has no such field. Source: "Flow log records", Amazon VPC User Guide.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.flow")]
public sealed record FlowRecord
{
    [Id(0)] public int Version { get; init; }

    [Id(1)] public string? InterfaceId { get; init; }

    [Id(2)] public string? InstanceId { get; init; }

    [Id(3)] public string? SubnetId { get; init; }

    [Id(4)] public string? VpcId { get; init; }

    [Id(5)] public string? SourceAddress { get; init; }

    [Id(6)] public string? DestinationAddress { get; init; }

    /// <summary>True ends where NAT, pods or second addresses stand between; only in <c>pkt-*</c>.</summary>
    [Id(7)] public string? PacketSourceAddress { get; init; }

    [Id(8)] public string? PacketDestinationAddress { get; init; }

    [Id(9)] public int? SourcePort { get; init; }

    [Id(10)] public int? DestinationPort { get; init; }

    /// <summary>IANA protocol number.</summary>
    [Id(11)] public int? Protocol { get; init; }

    [Id(12)] public long? Packets { get; init; }

    [Id(13)] public long? Bytes { get; init; }

    [Id(14)] public DateTimeOffset Start { get; init; }

    [Id(15)] public DateTimeOffset End { get; init; }

    /// <summary>True for ACCEPT, false for REJECT, null for NODATA and SKIPDATA.</summary>
    [Id(16)] public bool? Accepted { get; init; }

    /// <summary><c>OK</c>, <c>NODATA</c> (idle) or <c>SKIPDATA</c> (lost).</summary>
    [Id(17)] public string LogStatus { get; init; } = "OK";

    /// <summary>OR of the TCP flags of the window.</summary>
    [Id(18)] public int? TcpFlags { get; init; }

    /// <summary><c>ingress</c> or <c>egress</c> as the interface sees it, not the initiator.</summary>
    [Id(19)] public string? Direction { get; init; }

    [Id(20)] public string? PacketSourceService { get; init; }

    [Id(21)] public string? PacketDestinationService { get; init; }

    [Id(22)] public string? RejectReason { get; init; }
}
