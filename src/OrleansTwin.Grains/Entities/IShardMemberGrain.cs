using Orleans;
using Orleans.Concurrency;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Entities;

/// <summary>An entity's side of the protocol: only its shard's owner calls it.</summary>
[GrainInterfaceType("shard-member")]
public interface IShardMemberGrain : IGrainWithStringKey
{
    /// <summary>Applies a folded batch under the owner's epoch and returns the new state and the signals decided again from it.</summary>
    /// <remarks>Interleaves with a query that waits for the owner to flush; the owner never has two of one entity in flight.</remarks>
    [AlwaysInterleave, Alias("Apply")]
    Task<EntityApplied> ApplyAsync(long epoch, EntityBatch batch);

    [AlwaysInterleave, Alias("State")]
    Task<EntityState> StateAsync(long epoch);
}
