using System.Buffers;

namespace OrleansTwin.Sources.Framing;

/// <summary>
/// A window that slides over a stream: filled up to its size, framed, and moved on by handing the buffer to the block whose records
/// slice it and taking the unread tail into a new one. A record longer than the window makes it grow.
/// </summary>
internal sealed class ByteWindow(Stream stream, int size) : IDisposable
{
    /// <summary>Most log objects are small: the first buffer is, and grows to the window's size only when they are not.</summary>
    private const int FirstBytes = 64 * 1024;

    /// <summary>What a file is, is told from its first window, so that one has a least size whatever the blocks'.</summary>
    private const int SniffBytesMin = 4 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Math.Clamp(size, SniffBytesMin, FirstBytes));
    private int _length;

    /// <summary>Offset in the stream of the window's first byte.</summary>
    public long Offset { get; private set; }

    /// <summary>The stream has no more.</summary>
    public bool Ended { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads until the window is full or the stream ends, whatever the sizes the stream gives.</summary>
    public void Fill()
    {
        while (!Ended && (_length < _buffer.Length || _buffer.Length < size))
        {
            if (_length == _buffer.Length)
            {
                Grow();
            }

            var read = stream.Read(_buffer, _length, _buffer.Length - _length);
            _length += read;
            Ended = read == 0;
        }
    }

    /// <summary>No more is read.</summary>
    public void End() => Ended = true;

    /// <summary>Drops the first <paramref name="consumed"/> bytes; returns the buffer they stood in, to be owned by the caller.</summary>
    public byte[] Slide(int consumed)
    {
        var old = _buffer;
        var tail = _length - consumed;
        // Nothing was consumed of a full window: the record is longer.
        var wanted = consumed == 0 && tail == _buffer.Length ? checked(_buffer.Length * 2) : Math.Max(size, tail);
        _buffer = ArrayPool<byte>.Shared.Rent(wanted);
        old.AsSpan(consumed, tail).CopyTo(_buffer);
        _length = tail;
        Offset += consumed;
        return old;
    }

    private void Grow()
    {
        var grown = ArrayPool<byte>.Shared.Rent(Math.Min(size, _buffer.Length * 4));
        _buffer.AsSpan(0, _length).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = grown;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }
}
