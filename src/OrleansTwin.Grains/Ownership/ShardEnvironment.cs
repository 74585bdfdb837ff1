using Orleans;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Run;

namespace OrleansTwin.Grains.Ownership;

/// <summary>What an owner is given from outside.</summary>
public sealed record ShardEnvironment(
    ShardDesks Desks,
    ICutStore Store,
    IJournal Journal,
    RecordCodec Codec,
    DecisionStages Stages,
    ShardLimits Limits,
    SiloCounts Counts,
    TimeProvider Clock,
    ShardMembers Members,
    IAppliedWatch? Watch = null);
