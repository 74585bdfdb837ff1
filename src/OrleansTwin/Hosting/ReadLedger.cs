using System.Text.Json;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Hosting;

/// <summary>
/// Which files were read to their end and are in a cut: one JSON line each, synced before the file counts as read. A line torn by a crash
/// is cut off; its file is read again, and its records are found out as copies.
/// </summary>
internal sealed class ReadLedger : IDisposable
{
    private readonly Dictionary<string, Line> _read = new(StringComparer.Ordinal);
    private readonly FileStream _file;

    public ReadLedger(string path)
    {
        _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var good = 0L;
        using (var reader = new StreamReader(_file, leaveOpen: true))
        {
            var text = reader.ReadToEnd();
            foreach (var line in text.Split('\n')[..^1])
            {
                if (Parse(line) is not { } entry)
                {
                    break;
                }

                _read[entry.Path] = entry;
                good += System.Text.Encoding.UTF8.GetByteCount(line) + 1;
            }
        }

        _file.SetLength(good);
        _file.Position = good;
    }

    /// <summary>True where the file was read as it is now.</summary>
    public bool IsRead(FileInfo file) => _read.TryGetValue(file.FullName, out var line) && line == LineOf(file);

    /// <summary>Acknowledges files as they were when they were read.</summary>
    public void Add(IReadOnlyList<FileInfo> files)
    {
        foreach (var file in files)
        {
            var line = _read[file.FullName] = LineOf(file);
            _file.Write(JsonSerializer.SerializeToUtf8Bytes(line, TwinJson.Options));
            _file.WriteByte((byte)'\n');
        }

        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private static Line LineOf(FileInfo file) => new(file.FullName, file.Length, file.LastWriteTimeUtc.Ticks);

    private static Line? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text, TwinJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Line(string Path, long Length, long WrittenTicks);
}
