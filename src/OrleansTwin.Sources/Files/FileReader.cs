using OrleansTwin.Model.Diagnostics;

namespace OrleansTwin.Sources.Files;

/// <summary>Opens a file and reads its blocks; what the file system refuses is a dead letter of the file.</summary>
public static class FileReader
{
    public static IEnumerable<SourceBlock> Read(SourceFile file, SourceLimits? limits = null)
    {
        var chosen = limits ?? SourceLimits.Default;
        var (stream, refusal) = Open(file, chosen);
        if (stream is null)
        {
            yield return Refused(file, refusal!);
            yield break;
        }

        using (stream)
        {
            using var blocks = RecordReader.ReadFile(stream, file.Unit, chosen).GetEnumerator();
            while (Next(blocks, out refusal))
            {
                yield return blocks.Current;
            }
        }

        if (refusal is not null)
        {
            yield return Refused(file, refusal);
        }
    }

    private static bool Next(IEnumerator<SourceBlock> blocks, out string? refusal)
    {
        refusal = null;
        try
        {
            return blocks.MoveNext();
        }
        catch (IOException)
        {
            refusal = "the file cannot be read on";
            return false;
        }
    }

    private static (FileStream? Stream, string? Refusal) Open(SourceFile file, SourceLimits limits)
    {
        try
        {
            // Unbuffered: the window reads in large pieces itself.
            var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            if (!stream.CanSeek || stream.Length <= limits.FileBytesMax)
            {
                return (stream, null);
            }

            stream.Dispose();
            return (null, $"the file is larger than {limits.FileBytesMax} bytes");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, "the file cannot be opened");
        }
    }

    private static SourceBlock Refused(SourceFile file, string reason) =>
        new(file.Unit, null, [], [new DeadLetter(file.Unit, "file", reason, string.Empty)]) { IsLast = true };
}
