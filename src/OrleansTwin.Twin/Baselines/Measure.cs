namespace OrleansTwin.Twin.Baselines;

/// <summary>What a baseline counts by hour of event time.</summary>
public enum Measure
{
    Calls = 0,
    Writes = 1,
    Denied = 2,
    Failed = 3,

    /// <summary>Data reads of a store.</summary>
    Reads = 4,
    BytesOut = 5,
    BytesIn = 6,
    FlowsOut = 7,
    FlowsIn = 8,
    Rejected = 9,

    /// <summary>Bytes read from a store, where the log has them.</summary>
    BytesRead = 10,
}
