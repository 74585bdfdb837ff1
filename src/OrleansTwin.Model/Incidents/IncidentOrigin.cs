using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

/// <summary>An address the actors came from and what intelligence says of it.</summary>
[GenerateSerializer, Immutable, Alias("ot.iorigin")]
public sealed record IncidentOrigin
{
    [Id(0)] public required string Ip { get; init; }

    [Id(1)] public string? Country { get; init; }

    [Id(2)] public string? Asn { get; init; }

    [Id(3)] public ValueArray<string> Intel { get; init; }
}
