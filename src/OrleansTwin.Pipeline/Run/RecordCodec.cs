using System.Buffers;
using Orleans.Serialization;

namespace OrleansTwin.Pipeline.Run;

/// <summary>
/// Bytes of persisted records: a format byte, then Orleans' version-tolerant encoding (members by id, so fields may be added).
/// </summary>
public sealed class RecordCodec(Serializer serializer)
{
    private const byte Format = 1;

    // One buffer a thread, given up when a record made it large.
    private const int BufferKeptMax = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public byte[] Write<T>(T value)
    {
        var buffer = _buffer ?? new ArrayBufferWriter<byte>();
        _buffer = null;
        buffer.Write([Format]);
        serializer.Serialize(value, buffer);
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= BufferKeptMax)
        {
            buffer.ResetWrittenCount();
            _buffer = buffer;
        }

        return bytes;
    }

    public T Read<T>(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Span[0] != Format)
        {
            throw new InvalidDataException($"A stored record has format {(bytes.IsEmpty ? "none" : bytes.Span[0])}; this release reads format {Format}.");
        }

        return serializer.Deserialize<T>(bytes[1..]) ?? throw new InvalidDataException("A stored record is empty.");
    }
}
