using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Storage.Cuts;
using RocksDbSharp;

namespace OrleansTwin.Storage;

/// <summary>
/// Cuts in RocksDB: one folder, no server. Cuts of several shards that wait together are one write batch and one sync; the epoch of each is
/// checked by the one thread that also opens epochs, so a writer of an old epoch writes nothing. A torn tail of the write-ahead log is
/// dropped at open; damage before the tail is an error, since what it held was acknowledged to the sources.
/// </summary>
public sealed class RocksCutStore : ICutStore, IAsyncDisposable, IDisposable
{
    private const int WaitingCutsMax = 4096;
    private const int GroupCutsMax = 256;
    private const ulong WriteBufferBytes = 64UL << 20;
    private const int BloomBits = 10;
    private const ulong InfoLogFilesMax = 4;

    private readonly RocksDb _db;
    private readonly WriteOptions _synced = new WriteOptions().SetSync(true);
    private readonly GroupWriter<PendingCut>? _writer;

    // Owned by the writer thread: epochs as they are in the store plus those of the group being written.
    private readonly Dictionary<ShardId, long> _epochs = [];
    private bool _closed;

    /// <summary>Opens the store, making the folder where it is absent.</summary>
    /// <exception cref="IOException">The folder cannot be used: held by another process, damaged, or not writable.</exception>
    public RocksCutStore(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            _db = RocksDb.Open(Options(), folder);
        }
        catch (RocksDbException error)
        {
            throw new IOException($"The store in `{folder}` cannot be opened: {error.Message}", error);
        }

        _writer = new(WaitingCutsMax, GroupCutsMax, TimeSpan.Zero, Write);
    }

    private RocksCutStore(RocksDb db) => _db = db;

    /// <summary>What the store holds now, to be read only; a server may go on writing to it.</summary>
    /// <exception cref="IOException">There is no store in the folder, or it is damaged.</exception>
    public static RocksCutStore OpenReadOnly(string folder)
    {
        try
        {
            return new(RocksDb.OpenReadOnly(new DbOptions().SetCreateIfMissing(false), folder, new ColumnFamilies(), false));
        }
        catch (RocksDbException error)
        {
            throw new IOException($"The store in `{folder}` cannot be read: {error.Message}", error);
        }
    }

    public ValueTask<IReadOnlyList<ShardId>> ShardsAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var shards = new List<ShardId>();
        using var rows = _db.NewIterator();
        for (rows.Seek(CutKey.EpochPrefix); rows.Valid(); rows.Next())
        {
            shards.Add(CutKey.ShardOfEpoch(rows.GetKeySpan()));
        }

        return ValueTask.FromResult<IReadOnlyList<ShardId>>(shards);
    }

    public async ValueTask<long> OpenEpochAsync(ShardId shard, CancellationToken cancellationToken)
    {
        var pending = new PendingCut(shard, null);
        await Writer.EnqueueAsync(pending, cancellationToken);
        return await pending.Done;
    }

    /// <summary>Commits the cut. Cancelling ends the wait for room in the queue, never a cut that is queued: whether that one is written must be known.</summary>
    public async ValueTask CommitAsync(CutWrite cut, CancellationToken cancellationToken)
    {
        var pending = new PendingCut(cut.Shard, cut);
        await Writer.EnqueueAsync(pending, cancellationToken);
        await pending.Done;
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(ShardId shard, StoreTable table, string key, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var value = _db.Get(CutKey.Row(shard, table, key));
        return ValueTask.FromResult(value is null ? (ReadOnlyMemory<byte>?)null : value);
    }

    public async IAsyncEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ScanAsync(
        ShardId shard, StoreTable table, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        ObjectDisposedException.ThrowIf(_closed, this);
        var start = CutKey.Row(shard, table, prefix);
        var keyAt = CutKey.Row(shard, table, string.Empty).Length;
        using var snapshot = _db.CreateSnapshot();
        var options = new ReadOptions().SetSnapshot(snapshot);
        using var rows = _db.NewIterator(readOptions: options);
        for (rows.Seek(start); !_closed && rows.Valid() && rows.GetKeySpan().StartsWith(start); rows.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(CutKey.Text(rows.GetKeySpan()[keyAt..]), rows.Value());
            ObjectDisposedException.ThrowIf(_closed, this);
        }

        // The native iterator uses the options until here.
        GC.KeepAlive(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_closed)
        {
            _closed = true;
            if (_writer is not null)
            {
                await _writer.DisposeAsync();
            }

            _db.Dispose();
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private GroupWriter<PendingCut> Writer => _writer ?? throw new InvalidOperationException("The store was opened to be read only.");

    private void Write(IReadOnlyList<PendingCut> group)
    {
        using var batch = new WriteBatch();
        var written = new List<(PendingCut Item, long Epoch)>(group.Count);
        foreach (var item in group)
        {
            if (Add(batch, item) is { } epoch)
            {
                written.Add((item, epoch));
            }
        }

        try
        {
            if (written.Count > 0)
            {
                _db.Write(batch, _synced);
            }
        }
        catch (RocksDbException error)
        {
            // Not known what is on disk: epochs are read again.
            _epochs.Clear();
            throw new IOException($"A cut could not be written: {error.Message}", error);
        }

        written.ForEach(static done => done.Item.Complete(done.Epoch));
    }

    /// <summary>Adds the item to the batch; null where it was refused, and the caller knows.</summary>
    private long? Add(WriteBatch batch, PendingCut item)
    {
        var current = EpochOf(item.Shard);
        if (item.Cut is not { } cut)
        {
            _epochs[item.Shard] = ++current;
            Span<byte> value = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(value, current);
            batch.Put(CutKey.Epoch(item.Shard), value);
            return current;
        }

        if (cut.Epoch != current)
        {
            item.Fail(new EpochFencedException(cut.Shard, cut.Epoch, current));
            return null;
        }

        if (!TryKeys(item, cut, out var keys))
        {
            return null;
        }

        for (var i = 0; i < keys.Length; i++)
        {
            _ = cut.Rows[i].Value is { } value ? batch.Put(keys[i], value.Span) : batch.Delete(keys[i].AsSpan());
        }

        return current;
    }

    // All keys before the first row enters the batch: a key that is no text must fail its own cut whole and nobody else's.
    private static bool TryKeys(PendingCut item, CutWrite cut, out byte[][] keys)
    {
        try
        {
            keys = [.. cut.Rows.Select(row => CutKey.Row(cut.Shard, row.Table, row.Key))];
            return true;
        }
        catch (ArgumentException error)
        {
            item.Fail(error);
            keys = [];
            return false;
        }
    }

    private long EpochOf(ShardId shard)
    {
        if (!_epochs.TryGetValue(shard, out var epoch))
        {
            epoch = _db.Get(CutKey.Epoch(shard)) is { } value ? BinaryPrimitives.ReadInt64LittleEndian(value) : 0;
            _epochs[shard] = epoch;
        }

        return epoch;
    }

    private static DbOptions Options()
    {
        var tables = new BlockBasedTableOptions().SetFilterPolicy(BloomFilterPolicy.Create(BloomBits, false));
        var options = new DbOptions().SetCreateIfMissing(true);
        options.SetWalRecoveryMode(Recovery.TolerateCorruptedTailRecords);
        options.SetKeepLogFileNum(InfoLogFilesMax);
        options.SetWriteBufferSize(WriteBufferBytes);
        options.SetCompression(Compression.Lz4);
        options.SetBlockBasedTableFactory(tables);
        return options;
    }
}
