using Orleans;

namespace OrleansTwin.Grains.Abstractions;

[GenerateSerializer, Immutable, Alias("ot.bhour")]
public sealed record HourCount([property: Id(0)] DateTimeOffset Hour, [property: Id(1)] long Count);
