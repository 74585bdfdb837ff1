using System.Globalization;
using Microsoft.Win32.SafeHandles;
using OrleansTwin.Model.Alerts;

namespace OrleansTwin.Storage.Journal;

/// <summary>One file of the journal and where its entries stand in it. Not thread-safe; reading an entry by its offset is.</summary>
internal sealed class JournalSegment
{
    private const string Suffix = ".seg";

    private readonly SafeFileHandle _handle;
    private readonly List<long> _offsets = [];

    private JournalSegment(string path, long first, SafeFileHandle handle)
    {
        Path = path;
        First = first;
        _handle = handle;
    }

    public string Path { get; }

    /// <summary>Number of its first entry.</summary>
    public long First { get; }

    public int Count => _offsets.Count;

    public long Next => First + Count;

    /// <summary>Bytes of whole entries.</summary>
    public long Length { get; private set; }

    public static string PathOf(string folder, long first) => System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{first:D19}{Suffix}"));

    /// <summary>Segment files of the folder with their first numbers, in order.</summary>
    public static IReadOnlyList<(string Path, long First)> List(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + Suffix)
            .Where(static path => long.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(static path => (path, long.Parse(System.IO.Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture)))
            .OrderBy(static pair => pair.Item2)];

    public static JournalSegment Create(string folder, long first)
    {
        var path = PathOf(folder, first);
        return new(path, first, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));
    }

    /// <summary>Opens a file and indexes its whole entries up to the first that is torn or damaged; each one's alert goes to <paramref name="seen"/>.</summary>
    public static JournalSegment Open(string path, long first, int entryBytesMax, Action<string, long> seen)
    {
        var segment = new JournalSegment(path, first, File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));
        segment.Index(entryBytesMax, seen);
        return segment;
    }

    /// <summary>Bytes behind the last whole entry.</summary>
    public long TailBytes => RandomAccess.GetLength(_handle) - Length;

    /// <summary>Copies the tail aside, then cuts it off: what is on disk is never thrown away unseen.</summary>
    public void CutTail(string aside)
    {
        var tail = new byte[TailBytes];
        RandomAccess.Read(_handle, tail, Length);
        File.WriteAllBytes(aside, tail);
        RandomAccess.SetLength(_handle, Length);
        RandomAccess.FlushToDisk(_handle);
    }

    /// <summary>Writes and syncs; the entries count only after <see cref="Accept"/>.</summary>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        RandomAccess.Write(_handle, frames, Length);
        RandomAccess.FlushToDisk(_handle);
    }

    /// <summary>Takes the synced frames into the index.</summary>
    public void Accept(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        foreach (var frame in frames)
        {
            _offsets.Add(Length);
            Length += frame.Length;
        }
    }

    public long OffsetOf(long seq) => _offsets[(int)(seq - First)];

    public JournalEntry Read(long offset, int entryBytesMax) =>
        Frame(offset, long.MaxValue, entryBytesMax) is { } body
            ? JournalFrame.Entry(body)
            : throw new InvalidDataException($"The journal entry at byte {offset} of `{System.IO.Path.GetFileName(Path)}` is damaged.");

    public void Close() => _handle.Dispose();

    /// <summary>Removes the file. The handle is left to its finalizer, since a reader may be in it.</summary>
    public void Delete() => File.Delete(Path);

    private void Index(int entryBytesMax, Action<string, long> seen)
    {
        var size = RandomAccess.GetLength(_handle);
        while (Frame(Length, size, entryBytesMax) is { } body && JournalFrame.Number(body) == Next)
        {
            seen(JournalFrame.AlertId(body), Next);
            _offsets.Add(Length);
            Length += JournalFrame.HeaderBytes + body.Length;
        }
    }

    private byte[]? Frame(long offset, long size, int entryBytesMax)
    {
        Span<byte> header = stackalloc byte[JournalFrame.HeaderBytes];
        if (RandomAccess.Read(_handle, header, offset) < header.Length)
        {
            return null;
        }

        var length = JournalFrame.BodyLength(header, entryBytesMax);
        if (length < 0 || length > size - offset - header.Length)
        {
            return null;
        }

        var body = new byte[length];
        var read = RandomAccess.Read(_handle, body, offset + header.Length);
        return read == length && JournalFrame.IsWhole(header, body) ? body : null;
    }
}
