using Orleans;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>Finds the grain of an entity: the class by the id's kind, the key as the shard gives it (<c>ShardId.KeyOf</c>).</summary>
public static class EntityTwins
{
    public static IEntityTwinGrain GetTwin(this IGrainFactory grains, EntityId id, string key) => id.Kind switch
    {
        EntityKind.Identity => grains.GetGrain<IIdentityTwinGrain>(key),
        EntityKind.Credential => grains.GetGrain<ICredentialTwinGrain>(key),
        EntityKind.Address => grains.GetGrain<IAddressTwinGrain>(key),
        EntityKind.Resource or EntityKind.Account => grains.GetGrain<IResourceTwinGrain>(key),
        _ => grains.GetGrain<IResourceTwinGrain>(key),
    };
}
