using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Ownership;

/// <summary>Finds the grain of an entity in a shard: the class by the id's kind, the key by the shard.</summary>
public sealed class ShardMembers(IGrainFactory grains)
{
    public IShardMemberGrain Of(ShardId shard, EntityId id) => Twin(shard, id).AsReference<IShardMemberGrain>();

    public IEntityTwinGrain Twin(ShardId shard, EntityId id) => grains.GetTwin(id, shard.KeyOf(id));
}
