using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>The activations of all entities. One serves one epoch: a higher one makes it load again, a lower one is refused.</summary>
internal sealed class SimEntities(SimStore store, SimMutant mutant, bool staleLoads)
{
    private readonly Dictionary<(ShardId Shard, EntityId Entity), Activation> _activations = [];

    /// <summary>Applies the records; null where the epoch is too old.</summary>
    public EntityAnswer<SimState>? Apply(SimOwner owner, EntityId entity, IReadOnlyList<ulong> records)
    {
        if (Load(owner, entity, forRead: false) is not { } activation)
        {
            return null;
        }

        var before = activation.State;
        activation.State = records.Aggregate(before, static (state, record) => state.Touch(record));
        return new(entity, before.Count, activation.State.Count, activation.State);
    }

    public SimState? Read(SimOwner owner, EntityId entity) => Load(owner, entity, forRead: true)?.State;

    public void Drop(SimRandom random, int percent)
    {
        foreach (var key in _activations.Keys.Where(_ => random.Chance(percent)).ToList())
        {
            _activations.Remove(key);
        }
    }

    public void DropShard(ShardId shard)
    {
        foreach (var key in _activations.Keys.Where(key => key.Shard == shard).ToList())
        {
            _activations.Remove(key);
        }
    }

    private Activation? Load(SimOwner owner, EntityId entity, bool forRead)
    {
        if (_activations.TryGetValue((owner.Shard, entity), out var activation))
        {
            if (activation.Epoch == owner.Epoch)
            {
                return activation;
            }

            if (activation.Epoch > owner.Epoch && mutant != SimMutant.ServeOldEpoch)
            {
                return null;
            }

            if (mutant is SimMutant.KeepActivations or SimMutant.ServeOldEpoch)
            {
                activation.Epoch = Math.Max(activation.Epoch, owner.Epoch);
                return activation;
            }
        }

        var load = owner.Protocol.Load(entity, forRead && mutant != SimMutant.ReadsLoadAtOnce, out var uncut);
        if (load == EntityLoad.NotNow)
        {
            return null;
        }

        var stale = mutant == SimMutant.LoadOnlyFromStore || (staleLoads && !forRead);
        var state = load == EntityLoad.Uncut && !stale ? uncut : Stored(owner.Shard, entity);
        return _activations[(owner.Shard, entity)] = new() { Epoch = owner.Epoch, State = state };
    }

    private SimState Stored(ShardId shard, EntityId entity) =>
        store.Of(shard).Rows.TryGetValue((StoreTable.Entity, entity.Value), out var bytes) ? SimState.Decode(bytes.Span) : default;

    private sealed class Activation
    {
        public long Epoch { get; set; }

        public SimState State { get; set; }
    }
}
