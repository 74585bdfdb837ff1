using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Bench.Measure;

/// <summary>The store of cuts, with how many cuts were written, how many entity states in them, and how many bytes.</summary>
internal sealed class MeteredCutStore(ICutStore inner) : ICutStore
{
    private long _cuts;
    private long _entities;
    private long _bytes;

    public long Cuts => Interlocked.Read(ref _cuts);

    public long Entities => Interlocked.Read(ref _entities);

    /// <summary>Keys (as UTF-16 characters) and values, before the store compresses them.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public ValueTask<IReadOnlyList<ShardId>> ShardsAsync(CancellationToken cancellationToken) => inner.ShardsAsync(cancellationToken);

    public ValueTask<long> OpenEpochAsync(ShardId shard, CancellationToken cancellationToken) => inner.OpenEpochAsync(shard, cancellationToken);

    public async ValueTask CommitAsync(CutWrite cut, CancellationToken cancellationToken)
    {
        await inner.CommitAsync(cut, cancellationToken);
        Interlocked.Increment(ref _cuts);
        Interlocked.Add(ref _entities, cut.Rows.Count(static row => row.Table == StoreTable.Entity && row.Value is not null));
        Interlocked.Add(ref _bytes, cut.Rows.Sum(static row => (long)row.Key.Length + (row.Value?.Length ?? 0)));
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(ShardId shard, StoreTable table, string key, CancellationToken cancellationToken) =>
        inner.GetAsync(shard, table, key, cancellationToken);

    public IAsyncEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ScanAsync(ShardId shard, StoreTable table, string prefix, CancellationToken cancellationToken) =>
        inner.ScanAsync(shard, table, prefix, cancellationToken);
}
