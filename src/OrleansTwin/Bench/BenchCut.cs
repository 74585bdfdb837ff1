namespace OrleansTwin.Bench;

/// <summary>Cuts of the timed part. Entities and bytes are sums over them; the pause is of one shard.</summary>
internal sealed record BenchCut(long Count, long? PauseMicrosP99, long Entities, long Bytes);
