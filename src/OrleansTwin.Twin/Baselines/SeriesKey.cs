using Orleans;

namespace OrleansTwin.Twin.Baselines;

/// <summary>A subject inside an entity and what is remembered of it.</summary>
[GenerateSerializer, Immutable, Alias("ot.skey")]
public readonly record struct SeriesKey([property: Id(0)] string Subject, [property: Id(1)] Dimension Dimension);
