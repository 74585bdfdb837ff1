using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace OrleansTwin.Sources.Intake;

/// <summary>
/// Which units of unordered sources (objects by bucket, key and entity tag) are finished: a file of hashes, synced before a unit is
/// acknowledged. What comes again is then not read again; where the ledger has forgotten a unit, its records are told as copies by their ids.
/// </summary>
public sealed class FinishedUnits : IDisposable
{
    // 16 bytes of hash, 4 of a checksum over them: a torn or damaged end is cut off.
    private const int EntryBytes = 20;

    private readonly HashSet<UInt128> _known = [];
    private readonly Queue<UInt128> _order = new();
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly int _unitsMax;
    private readonly List<UInt128> _waiting = [];
    private FileStream _file;
    private Task _sync = Task.CompletedTask;
    private bool _next;

    /// <param name="unitsMax">Units remembered (about 80 bytes each); past it the oldest quarter is forgotten.</param>
    public FinishedUnits(string path, int unitsMax = 2_000_000)
    {
        (_path, _unitsMax) = (path, unitsMax);
        _file = Open(path);
        var good = 0L;
        var entry = new byte[EntryBytes];
        using (var reader = new BufferedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), 1 << 16))
        {
            while (reader.ReadAtLeast(entry, EntryBytes, throwOnEndOfStream: false) == EntryBytes && Crc32.HashToUInt32(entry.AsSpan(0, 16)) == BinaryPrimitives.ReadUInt32LittleEndian(entry.AsSpan(16)))
            {
                Remember(BinaryPrimitives.ReadUInt128LittleEndian(entry));
                good += EntryBytes;
            }
        }

        _file.SetLength(good);
        _file.Position = good;
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _known.Count;
            }
        }
    }

    public bool Contains(string unit)
    {
        var hash = HashOf(unit);
        lock (_lock)
        {
            return _known.Contains(hash);
        }
    }

    /// <summary>Returns once the units are on disk; all that wait together share one sync.</summary>
    public async Task AddAsync(IReadOnlyCollection<string> units)
    {
        Task synced;
        lock (_lock)
        {
            _waiting.AddRange(units.Select(HashOf));
            if (!_next)
            {
                _next = true;
                var before = _sync;
                _sync = Task.Run(() => SyncAfterAsync(before));
            }

            synced = _sync;
        }

        await synced;
    }

    public void Dispose() => _file.Dispose();

    private async Task SyncAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            var (waiting, entry) = (_waiting.ToList(), new byte[EntryBytes]);
            _waiting.Clear();
            _next = false;
            foreach (var hash in waiting.Where(Remember))
            {
                Write(_file, hash, entry);
            }

            _file.Flush(flushToDisk: true);
            if (_order.Count > _unitsMax)
            {
                Forget();
            }
        }
    }

    private static UInt128 HashOf(string unit) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(unit));

    private static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);

    private static void Write(Stream file, UInt128 hash, byte[] entry)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(entry, hash);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(16), Crc32.HashToUInt32(entry.AsSpan(0, 16)));
        file.Write(entry);
    }

    private bool Remember(UInt128 hash)
    {
        if (!_known.Add(hash))
        {
            return false;
        }

        _order.Enqueue(hash);
        return true;
    }

    private void Forget()
    {
        while (_order.Count > _unitsMax - (_unitsMax / 4))
        {
            _known.Remove(_order.Dequeue());
        }

        var anew = $"{_path}.new";
        using (var file = new FileStream(anew, FileMode.Create, FileAccess.Write))
        {
            var entry = new byte[EntryBytes];
            foreach (var hash in _order)
            {
                Write(file, hash, entry);
            }

            file.Flush(flushToDisk: true);
        }

        _file.Dispose();
        File.Move(anew, _path, overwrite: true);
        _file = Open(_path);
        _file.Position = _file.Length;
    }
}
