using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using RocksDbSharp;

namespace OrleansTwin.Storage;

/// <summary>
/// Cuts in RocksDB, one folder, no server. A cut is one synced write batch; the epoch is checked and the batch written under one lock,
/// so a writer of an old epoch can write nothing. Key: table byte, shard, NUL, row key.
/// </summary>
public sealed class RocksCutStore : ICutStore, IDisposable
{
    private const byte EpochTable = 0xff;

    private readonly RocksDb _db;
    private readonly WriteOptions _synced = new WriteOptions().SetSync(true);
    private readonly Lock _gate = new();

    public RocksCutStore(string folder)
    {
        Directory.CreateDirectory(folder);
        _db = RocksDb.Open(new DbOptions().SetCreateIfMissing(true), folder);
    }

    public ValueTask<IReadOnlyList<ShardId>> ShardsAsync(CancellationToken cancellationToken)
    {
        var shards = new List<ShardId>();
        using var rows = _db.NewIterator();
        for (rows.Seek([EpochTable]); rows.Valid() && rows.Key()[0] == EpochTable; rows.Next())
        {
            shards.Add(ShardId.Parse(Encoding.UTF8.GetString(rows.Key().AsSpan(1))));
        }

        return ValueTask.FromResult<IReadOnlyList<ShardId>>(shards);
    }

    public ValueTask<long> OpenEpochAsync(ShardId shard, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var epoch = EpochOf(shard) + 1;
            var value = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(value, epoch);
            _db.Put(EpochKey(shard), value, writeOptions: _synced);
            return ValueTask.FromResult(epoch);
        }
    }

    public ValueTask CommitAsync(CutWrite cut, CancellationToken cancellationToken)
    {
        using var batch = new WriteBatch();
        foreach (var row in cut.Rows)
        {
            var key = Key(cut.Shard, row.Table, row.Key);
            if (row.Value is { } value)
            {
                batch.Put(key, value.ToArray());
            }
            else
            {
                batch.Delete(key);
            }
        }

        lock (_gate)
        {
            var current = EpochOf(cut.Shard);
            if (current != cut.Epoch)
            {
                throw new EpochFencedException(cut.Shard, cut.Epoch, current);
            }

            _db.Write(batch, _synced);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(ShardId shard, StoreTable table, string key, CancellationToken cancellationToken)
    {
        var value = _db.Get(Key(shard, table, key));
        return ValueTask.FromResult(value is null ? (ReadOnlyMemory<byte>?)null : value);
    }

    public async IAsyncEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ScanAsync(
        ShardId shard, StoreTable table, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var start = Key(shard, table, prefix);
        var skip = Key(shard, table, string.Empty).Length;
        using var snapshot = _db.CreateSnapshot();
        using var rows = _db.NewIterator(readOptions: new ReadOptions().SetSnapshot(snapshot));
        for (rows.Seek(start); rows.Valid() && rows.Key().AsSpan().StartsWith(start); rows.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(Encoding.UTF8.GetString(rows.Key().AsSpan(skip)), rows.Value());
        }
    }

    public void Dispose() => _db.Dispose();

    private long EpochOf(ShardId shard) => _db.Get(EpochKey(shard)) is { } value ? BinaryPrimitives.ReadInt64LittleEndian(value) : 0;

    private static byte[] EpochKey(ShardId shard) => [EpochTable, .. Encoding.UTF8.GetBytes(shard.ToString())];

    private static byte[] Key(ShardId shard, StoreTable table, string key) => [(byte)table, .. Encoding.UTF8.GetBytes(shard.ToString()), 0, .. Encoding.UTF8.GetBytes(key)];
}
