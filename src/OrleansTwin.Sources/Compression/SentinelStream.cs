using System.IO.Compression;

namespace OrleansTwin.Sources.Compression;

/// <summary>
/// Gives a gzip stream and, behind its end, one more member of known content. The platform's gzip reader ends a torn stream without a
/// word; it reads the known content only where the stream before it was whole.
/// </summary>
internal sealed class SentinelStream(Stream inner) : Stream
{
    private static readonly byte[] Member = Compress();
    private int _given;

    /// <summary>What the known member holds.</summary>
    public static ReadOnlySpan<byte> Content => "<<end of gzip>>\n"u8;

    /// <summary>Compressed bytes read.</summary>
    public long Count { get; private set; }

    /// <summary>The stream itself has been given whole: what the gzip reader makes from here on is no content.</summary>
    public bool Given => _given > 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Count; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = _given == 0 ? inner.Read(buffer) : 0;
        Count += read;
        if (read > 0 || buffer.IsEmpty)
        {
            return read;
        }

        read = Math.Min(buffer.Length, Member.Length - _given);
        Member.AsSpan(_given, read).CopyTo(buffer);
        _given += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
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
