using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>An owner of a shard in one epoch: alive until it crashes, gives up or closes, and as a zombie beside its successor.</summary>
internal sealed class SimOwner(int index, ShardId shard, ShardProtocol<SimRecord, SimState> protocol)
{
    public int Index { get; } = index;

    public ShardId Shard { get; } = shard;

    public ShardProtocol<SimRecord, SimState> Protocol { get; } = protocol;

    public long Epoch => Protocol.Epoch;

    public bool IsDead { get; set; }

    /// <summary>Batches waiting for their entities.</summary>
    public Dictionary<long, SimBatch> Batches { get; } = [];

    /// <summary>For the mutants: numbers of messages sent early by receiver, and generations of marks published last.</summary>
    public Dictionary<ShardId, long> Sent { get; } = [];

    /// <summary>For the mutant that does not mind gaps: last number taken by sender.</summary>
    public Dictionary<ShardId, long> Taken { get; } = [];

    public HashSet<(ShardMark Mark, long Generation)> Published { get; } = [];

    public int Flushes { get; set; }

    public Dictionary<ShardMark, long> Generations { get; } = [];

    /// <summary>For the mutant that takes the last answer as the newest.</summary>
    public Dictionary<EntityId, long> Forged { get; } = [];

    /// <summary>The answer with versions that follow the order of arrival.</summary>
    public EntityAnswer<SimState> Forge(EntityAnswer<SimState> answer)
    {
        var before = Forged.GetValueOrDefault(answer.Id);
        Forged[answer.Id] = before + answer.After - answer.Before;
        return answer with { Before = before, After = Forged[answer.Id] };
    }

    /// <summary>The number as if none were missing before it.</summary>
    public long NextAfterGap(ShardId sender, long number)
    {
        if (number <= Taken[sender])
        {
            return number;
        }

        Taken[sender]++;
        return Taken[sender];
    }
}
