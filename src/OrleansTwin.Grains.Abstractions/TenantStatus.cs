using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>How far a tenant's shards are. Shards known to the store but not open on any silo are named apart.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.tenant")]
public sealed record TenantStatus(
    [property: Id(0)] ValueArray<ShardStatus> Shards,
    [property: Id(1)] ValueArray<string> NotOpen,
    [property: Id(2)] long LastAlert);
