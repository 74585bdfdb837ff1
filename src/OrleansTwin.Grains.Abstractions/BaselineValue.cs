using Orleans;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A value with the event that showed it first.</summary>
[GenerateSerializer, Immutable, Alias("ot.bvalue")]
public sealed record BaselineValue(
    [property: Id(0)] string Value,
    [property: Id(1)] DateTimeOffset FirstSeen,
    [property: Id(2)] string FirstEvent,
    [property: Id(3)] DateTimeOffset LastSeen,
    [property: Id(4)] long Count);
