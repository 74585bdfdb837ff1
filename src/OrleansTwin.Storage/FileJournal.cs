using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text.Json;
using System.Threading.Channels;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Storage;

/// <summary>
/// The alert journal in one append-only file: length, CRC-32, JSON. A torn or damaged tail is cut off when it is opened. Appends of
/// several callers share one sync. Entries are also held in memory, at most <see cref="EntriesMax"/>; older ones are no longer served.
/// </summary>
public sealed class FileJournal : IJournal, IAsyncDisposable
{
    /// <summary>Entries served to readers that come back.</summary>
    public const int EntriesMax = 100_000;

    private const int HeaderBytes = 8;
    private const int EntryBytesMax = 16 * 1024 * 1024;

    private readonly FileStream _file;
    private readonly Lock _gate = new();
    private readonly Queue<JournalEntry> _entries = new();
    private readonly Dictionary<string, JournalEntry> _last = new(StringComparer.Ordinal);
    private readonly Channel<Pending> _pending = Channel.CreateBounded<Pending>(1024);
    private readonly Task _writer;
    private long _lastSeq;

    public FileJournal(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Recover();
        _writer = Task.Run(WriteAsync);
    }

    public long OldestSeq
    {
        get
        {
            lock (_gate)
            {
                return _entries.TryPeek(out var oldest) ? oldest.Seq : _lastSeq + 1;
            }
        }
    }

    public long LastSeq => Interlocked.Read(ref _lastSeq);

    public JournalEntry? LastOf(string alertId)
    {
        lock (_gate)
        {
            return _last.GetValueOrDefault(alertId);
        }
    }

    public async ValueTask<IReadOnlyList<JournalEntry>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var pending = new Pending(entries, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _pending.Writer.WriteAsync(pending, cancellationToken);
        return await pending.Done.Task.WaitAsync(cancellationToken);
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(long fromSeq, int max, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. _entries.Where(entry => entry.Seq >= fromSeq).Take(max)]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _writer;
        await _file.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        while (await _pending.Reader.WaitToReadAsync())
        {
            var group = new List<(Pending Pending, IReadOnlyList<JournalEntry> Numbered)>();
            var next = _lastSeq;
            using var buffer = new MemoryStream();
            while (_pending.Reader.TryRead(out var pending))
            {
                var numbered = pending.Entries.Select(entry => entry with { Seq = ++next }).ToList();
                numbered.ForEach(entry => Frame(buffer, entry));
                group.Add((pending, numbered));
            }

            var good = _file.Position;
            try
            {
                buffer.Position = 0;
                await buffer.CopyToAsync(_file);
                _file.Flush(flushToDisk: true);
            }
            catch (IOException error)
            {
                // Half a frame must not stand before later ones: opening would cut them off with it.
                _file.SetLength(good);
                _file.Position = good;
                group.ForEach(item => item.Pending.Done.TrySetException(error));
                continue;
            }

            lock (_gate)
            {
                group.ForEach(item => item.Numbered.ToList().ForEach(Remember));
            }

            group.ForEach(static item => item.Pending.Done.TrySetResult(item.Numbered));
        }
    }

    private void Remember(JournalEntry entry)
    {
        _entries.Enqueue(entry);
        _last[entry.Alert.Id] = entry;
        Interlocked.Exchange(ref _lastSeq, entry.Seq);
        while (_entries.Count > EntriesMax)
        {
            _entries.Dequeue();
        }
    }

    private static void Frame(MemoryStream into, JournalEntry entry)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(entry, TwinJson.Options);
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Crc32.HashToUInt32(body));
        into.Write(header);
        into.Write(body);
    }

    private void Recover()
    {
        var header = new byte[HeaderBytes];
        long good = 0;
        while (_file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length is <= 0 or > EntryBytesMax)
            {
                break;
            }

            var body = new byte[length];
            if (_file.ReadAtLeast(body, length, throwOnEndOfStream: false) < length
                || Crc32.HashToUInt32(body) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4))
                || JsonSerializer.Deserialize<JournalEntry>(body, TwinJson.Options) is not { } entry)
            {
                break;
            }

            Remember(entry);
            good = _file.Position;
        }

        _file.SetLength(good);
        _file.Position = good;
    }

    private sealed record Pending(IReadOnlyList<JournalEntry> Entries, TaskCompletionSource<IReadOnlyList<JournalEntry>> Done);
}
