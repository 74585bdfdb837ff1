namespace OrleansTwin.Sources.Compression;

/// <summary>Counts the bytes read through it, and can begin with bytes that were already taken from the stream.</summary>
internal sealed class CountedStream(Stream inner, ReadOnlyMemory<byte> head = default) : ForwardStream(inner)
{
    private readonly Stream _inner = inner;
    private long _count;
    private ReadOnlyMemory<byte> _head = head;

    public override long Count => _count;

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (_head.IsEmpty)
        {
            read = _inner.Read(buffer);
        }
        else
        {
            read = Math.Min(buffer.Length, _head.Length);
            _head.Span[..read].CopyTo(buffer);
            _head = _head[read..];
        }

        _count += read;
        return read;
    }
}
