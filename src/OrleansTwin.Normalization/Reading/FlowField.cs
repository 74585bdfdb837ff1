namespace OrleansTwin.Normalization.Reading;

/// <summary>The fields of a flow log that are kept; the rest of versions 2 to 8 is passed over.</summary>
internal enum FlowField
{
    Other = 0,
    Version,
    Account,
    Interface,
    SourceAddress,
    DestinationAddress,
    SourcePort,
    DestinationPort,
    Protocol,
    Packets,
    Bytes,
    Start,
    End,
    Action,
    LogStatus,
    Vpc,
    Subnet,
    Instance,
    TcpFlags,
    PacketSourceAddress,
    PacketDestinationAddress,
    Region,
    PacketSourceService,
    PacketDestinationService,
    Direction,
    RejectReason,
}
