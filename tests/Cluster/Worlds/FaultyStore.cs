using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>
/// A cut store whose writes may fail: before they are made, or after, so that nobody is told. And reads of entities may: then the call that
/// began the entity fails, and nobody knows what the others of its batch did.
/// </summary>
internal sealed class FaultyStore(ICutStore inner) : ICutStore
{
    private int _cutsToFail;
    private int _readsToFail;
    private int _failed;

    /// <summary>Faults that happened.</summary>
    public int Failed => _failed;

    public void FailCuts(int count) => Interlocked.Exchange(ref _cutsToFail, count);

    public void FailReads(int count) => Interlocked.Exchange(ref _readsToFail, count);

    public ValueTask<IReadOnlyList<ShardId>> ShardsAsync(CancellationToken cancellationToken) => inner.ShardsAsync(cancellationToken);

    public ValueTask<long> OpenEpochAsync(ShardId shard, CancellationToken cancellationToken) => inner.OpenEpochAsync(shard, cancellationToken);

    public async ValueTask CommitAsync(CutWrite cut, CancellationToken cancellationToken)
    {
        var fails = Take(ref _cutsToFail);
        if (fails && cut.Number % 2 == 0)
        {
            throw new IOException("not written");
        }

        await inner.CommitAsync(cut, cancellationToken);
        if (fails)
        {
            throw new IOException("written, and nobody was told");
        }
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(ShardId shard, StoreTable table, string key, CancellationToken cancellationToken) =>
        table == StoreTable.Entity && Take(ref _readsToFail) ? throw new IOException("not read") : inner.GetAsync(shard, table, key, cancellationToken);

    public IAsyncEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ScanAsync(ShardId shard, StoreTable table, string prefix, CancellationToken cancellationToken) =>
        inner.ScanAsync(shard, table, prefix, cancellationToken);

    private bool Take(ref int left)
    {
        if (Interlocked.Decrement(ref left) < 0)
        {
            Interlocked.Increment(ref left);
            return false;
        }

        Interlocked.Increment(ref _failed);
        return true;
    }
}
