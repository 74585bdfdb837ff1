using System.IO.Compression;

namespace OrleansTwin.Sources.Compression;

/// <summary>
/// Gzip with bounds: bytes out, and bytes out to bytes in. Members one behind the other are read as one. A torn or damaged stream,
/// or one past a bound, ends with a <see cref="GzipFaultException"/> after what could be read.
/// </summary>
internal sealed class GuardedGzipStream : Stream
{
    private const string Torn = "the gzip stream is damaged or cut short";

    private readonly SentinelStream _input;
    private readonly GZipStream _gzip;
    private readonly SourceLimits _limits;
    private long _out;
    private bool _ended;

    public GuardedGzipStream(Stream input, SourceLimits limits)
    {
        _input = new SentinelStream(input);
        _gzip = new GZipStream(_input, CompressionMode.Decompress);
        _limits = limits;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _out; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = Decompress(buffer.AsSpan(offset, count));
        if (_input.Given && count > 0)
        {
            CheckEnd(buffer.AsSpan(offset, read));
            return 0;
        }

        _out += read;
        if (_out > _limits.DecompressedBytesMax)
        {
            throw new GzipFaultException($"the gzip stream holds more than {_limits.DecompressedBytesMax} bytes");
        }

        if (_out > _limits.DecompressedRatioFloorBytes && _out / Math.Max(1, _input.Count) > _limits.DecompressedRatioMax)
        {
            throw new GzipFaultException($"the gzip stream expands more than {_limits.DecompressedRatioMax} times");
        }

        return read;
    }

    /// <summary>Whole, the stream is followed by the sentinel's content and by nothing else.</summary>
    private void CheckEnd(ReadOnlySpan<byte> first)
    {
        Span<byte> rest = stackalloc byte[SentinelStream.Content.Length + 1];
        var length = Math.Min(first.Length, rest.Length);
        first[..length].CopyTo(rest);
        while (length < rest.Length && Decompress(rest[length..]) is > 0 and var read)
        {
            length += read;
        }

        if (!_ended && !rest[..length].SequenceEqual(SentinelStream.Content))
        {
            throw new GzipFaultException(Torn);
        }

        _ended = true;
    }

    private int Decompress(Span<byte> buffer)
    {
        try
        {
            return _gzip.Read(buffer);
        }
        catch (InvalidDataException error)
        {
            throw new GzipFaultException(Torn, error);
        }
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
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }
}
