using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Ports;

/// <summary>One checkpoint of one shard: all rows become visible together, or none. Refused where the store has seen a higher epoch.</summary>
public sealed record CutWrite(ShardId Shard, long Epoch, long Number, IReadOnlyList<StorePut> Rows);
