using System.IO.Compression;

namespace OrleansTwin.Sources.Compression;

/// <summary>
/// Gives a gzip stream and, behind its end, one more member of known content. The platform's gzip reader ends a torn stream without a
/// word; it reads the known content only where the stream before it was whole.
/// </summary>
internal sealed class SentinelStream(Stream inner) : ForwardStream(inner)
{
    private static readonly byte[] Member = Compress();
    private readonly Stream _inner = inner;
    private long _count;
    private int _given;

    /// <summary>What the known member holds.</summary>
    public static ReadOnlySpan<byte> Content => "<<end of gzip>>\n"u8;

    /// <summary>Compressed bytes read.</summary>
    public override long Count => _count;

    /// <summary>The stream itself has been given whole: what the gzip reader makes from here on is no content.</summary>
    public bool Given => _given > 0;

    public override int Read(Span<byte> buffer)
    {
        var read = _given == 0 ? _inner.Read(buffer) : 0;
        _count += read;
        if (read > 0 || buffer.IsEmpty)
        {
            return read;
        }

        read = Math.Min(buffer.Length, Member.Length - _given);
        Member.AsSpan(_given, read).CopyTo(buffer);
        _given += read;
        return read;
    }

    private static byte[] Compress()
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Content);
        }

        return output.ToArray();
    }
}
