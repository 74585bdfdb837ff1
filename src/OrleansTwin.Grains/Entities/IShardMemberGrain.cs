using Orleans;
using Orleans.Concurrency;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Entities;

/// <summary>An entity's side of the protocol: only its shard's owner calls it.</summary>
[GrainInterfaceType("shard-member")]
public interface IShardMemberGrain : IGrainWithStringKey
{
    /// <summary>Applies the entity's part of a batch under the owner's epoch and returns the new state and the signals decided again from it.</summary>
    /// <remarks>Interleaves with a query that waits for the owner to flush; the owner never has two of one entity in flight.</remarks>
    /// <exception cref="InvalidOperationException">The epoch is over.</exception>
    [AlwaysInterleave, Alias("Apply")]
    Task<EntityApplied> ApplyAsync(long epoch, EntityBatch batch);

    /// <summary>The state as it stands; with everything the owner has accepted where the owner was flushed before.</summary>
    [AlwaysInterleave, Alias("State")]
    Task<EntityState> StateAsync();
}
