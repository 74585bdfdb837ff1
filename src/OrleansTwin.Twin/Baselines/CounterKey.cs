using Orleans;

namespace OrleansTwin.Twin.Baselines;

/// <summary>A subject inside an entity and what is counted of it.</summary>
[GenerateSerializer, Immutable, Alias("ot.ckey")]
public readonly record struct CounterKey([property: Id(0)] string Subject, [property: Id(1)] Measure Measure);
