using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>How many rows have the same values; a value is null where it is not known, empty where there is none.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.count")]
public sealed record QueryCount([property: Id(0)] ValueArray<string?> Values, [property: Id(1)] int Count);
