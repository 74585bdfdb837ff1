using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Ports;

/// <summary>Where cuts live. Every adapter passes the same contract suite.</summary>
public interface ICutStore
{
    /// <summary>Shards that ever wrote.</summary>
    ValueTask<IReadOnlyList<ShardId>> ShardsAsync(CancellationToken cancellationToken);

    /// <summary>Takes the shard over: a number higher than every epoch before. From then on writes of lower epochs are refused.</summary>
    ValueTask<long> OpenEpochAsync(ShardId shard, CancellationToken cancellationToken);

    /// <summary>Writes a cut durably (synced) in one transaction. Throws <see cref="EpochFencedException"/> where the epoch is not the current one.</summary>
    ValueTask CommitAsync(CutWrite cut, CancellationToken cancellationToken);

    ValueTask<ReadOnlyMemory<byte>?> GetAsync(ShardId shard, StoreTable table, string key, CancellationToken cancellationToken);

    /// <summary>Rows of a table whose key starts with the prefix, in key order, from one consistent view.</summary>
    IAsyncEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ScanAsync(ShardId shard, StoreTable table, string prefix, CancellationToken cancellationToken);
}
