using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>A batch and the answers so far.</summary>
internal sealed class SimBatch(IReadOnlyList<ShardRecord<SimRecord>> records, int calls)
{
    public IReadOnlyList<ShardRecord<SimRecord>> Records { get; } = records;

    public int Open { get; set; } = calls;

    public List<EntityAnswer<SimState>> Answers { get; } = [];
}
