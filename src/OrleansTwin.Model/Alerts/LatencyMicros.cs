using Orleans;

namespace OrleansTwin.Model.Alerts;

/// <summary>Microseconds from receipt of the record to the end of each stage; null where a stage was not measured apart.</summary>
[GenerateSerializer, Immutable, Alias("ot.latency")]
public sealed record LatencyMicros(
    [property: Id(0)] long? Parsed,
    [property: Id(1)] long? Twin,
    [property: Id(2)] long? Decided,
    [property: Id(3)] long? Synced,
    [property: Id(4)] long? Published);
