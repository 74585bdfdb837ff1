using Orleans;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A shard that knows an entity, and the key of the entity's grain there.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.place")]
public sealed record EntityPlace([property: Id(0)] string Shard, [property: Id(1)] string Key, [property: Id(2)] bool Home);
