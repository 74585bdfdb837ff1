using Orleans.Serialization;

namespace OrleansTwin.Pipeline.Run;

/// <summary>
/// Bytes of persisted records: a format byte, then Orleans' version-tolerant encoding (members by id, so fields may be added).
/// </summary>
public sealed class RecordCodec(Serializer serializer)
{
    private const byte Format = 1;

    public byte[] Write<T>(T value)
    {
        var body = serializer.SerializeToArray(value);
        var bytes = new byte[body.Length + 1];
        bytes[0] = Format;
        body.CopyTo(bytes, 1);
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
