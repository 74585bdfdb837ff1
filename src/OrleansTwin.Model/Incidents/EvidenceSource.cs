using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

/// <summary>One source of evidence and the time it covers. Lag is known only where delivery times are.</summary>
[GenerateSerializer, Immutable, Alias("ot.isource")]
public sealed record EvidenceSource
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public required DateTimeOffset From { get; init; }

    [Id(2)] public required DateTimeOffset To { get; init; }

    [Id(3)] public long? LagSeconds { get; init; }

    [Id(4)] public ValueArray<string> Gaps { get; init; }
}
