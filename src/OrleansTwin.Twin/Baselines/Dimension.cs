namespace OrleansTwin.Twin.Baselines;

/// <summary>What a baseline remembers values of. Each has a bounded table of first-seen positions.</summary>
public enum Dimension
{
    /// <summary><c>service:Action</c> of calls that had an effect or an answer.</summary>
    Action = 0,
    Service = 1,
    Region = 2,

    /// <summary>Client address.</summary>
    Address = 3,

    /// <summary>User agent family.</summary>
    Agent = 4,

    /// <summary>Principal that touched a resource, or used an address.</summary>
    Principal = 5,

    /// <summary>Resource touched.</summary>
    Resource = 6,

    /// <summary>Error code.</summary>
    Error = 7,

    /// <summary>Peer of network traffic: <c>address</c> or resolved entity, outbound.</summary>
    PeerOut = 8,

    /// <summary>Peer of network traffic, inbound.</summary>
    PeerIn = 9,

    /// <summary>AWS service behind an address (<c>pkt-dst-aws-service</c>) that the workload talked to.</summary>
    DataStore = 10,

    /// <summary>Destination port, outbound.</summary>
    PortOut = 11,

    /// <summary>Destination port, inbound and accepted.</summary>
    PortIn = 12,

    /// <summary>Access key id that the principal used.</summary>
    Credential = 13,

    /// <summary>Invoking service.</summary>
    InvokedBy = 14,

    /// <summary>Session (name or source identity) of a role.</summary>
    Session = 15,

    /// <summary>VPC endpoint that calls came through, <c>vpce-…|account</c>.</summary>
    Endpoint = 16,
}
