using System.Runtime.CompilerServices;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Storage.Cuts;

namespace OrleansTwin.Storage;

/// <summary>Cuts in memory: for tests and runs that need not survive.</summary>
public sealed class MemoryCutStore : ICutStore
{
    private static readonly Comparer<string> KeyOrder = Comparer<string>.Create(CutKey.Compare);

    private readonly Lock _gate = new();
    private readonly Dictionary<ShardId, long> _epochs = [];
    private readonly Dictionary<(ShardId Shard, StoreTable Table), SortedDictionary<string, ReadOnlyMemory<byte>>> _rows = [];

    public ValueTask<IReadOnlyList<ShardId>> ShardsAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<ShardId>>([.. _epochs.Keys.OrderBy(static shard => shard.ToString(), KeyOrder)]);
        }
    }

    public ValueTask<long> OpenEpochAsync(ShardId shard, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_epochs[shard] = _epochs.GetValueOrDefault(shard) + 1);
        }
    }

    public ValueTask CommitAsync(CutWrite cut, CancellationToken cancellationToken)
    {
        // Keys are checked as every store does it, before anything is written.
        foreach (var row in cut.Rows)
        {
            _ = CutKey.Row(cut.Shard, row.Table, row.Key);
        }

        lock (_gate)
        {
            var current = _epochs.GetValueOrDefault(cut.Shard);
            if (current != cut.Epoch)
            {
                throw new EpochFencedException(cut.Shard, cut.Epoch, current);
            }

            foreach (var row in cut.Rows)
            {
                var table = TableOf(cut.Shard, row.Table);
                if (row.Value is { } value)
                {
                    table[row.Key] = value.ToArray();
                }
                else
                {
                    table.Remove(row.Key);
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(ShardId shard, StoreTable table, string key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(TableOf(shard, table).TryGetValue(key, out var value) ? value : (ReadOnlyMemory<byte>?)null);
        }
    }

    public async IAsyncEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ScanAsync(
        ShardId shard, StoreTable table, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        List<KeyValuePair<string, ReadOnlyMemory<byte>>> rows;
        lock (_gate)
        {
            rows = [.. TableOf(shard, table).Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))];
        }

        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    private SortedDictionary<string, ReadOnlyMemory<byte>> TableOf(ShardId shard, StoreTable table)
    {
        if (!_rows.TryGetValue((shard, table), out var rows))
        {
            _rows[(shard, table)] = rows = new(KeyOrder);
        }

        return rows;
    }
}
