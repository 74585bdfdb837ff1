namespace OrleansTwin.Pipeline.Protocol.Books;

/// <summary>An accepted record with its place in the order of acceptance and the time of it.</summary>
internal readonly record struct PendingRecord<TRecord>(ShardRecord<TRecord> Record, long Place, long Ticks);
