using OrleansTwin.Grains.Ownership;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Grains.Entities;

/// <summary>What an entity grain is given: the silo's desks, the store to load from, the pure stages, the counters.</summary>
public sealed record EntityServices(ShardDesks Desks, ICutStore Store, RecordCodec Codec, DecisionStages Stages, EntityViews Views, SiloCounts Counts);
