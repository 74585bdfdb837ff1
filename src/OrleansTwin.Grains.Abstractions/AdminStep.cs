using Orleans;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>One step of a way to administrator.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.adminstep")]
public sealed record AdminStep([property: Id(0)] string Action, [property: Id(1)] string Target, [property: Id(2)] string Why);
