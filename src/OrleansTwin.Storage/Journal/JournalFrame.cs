using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Storage.Journal;

/// <summary>
/// One entry on disk: body length (4 bytes, little endian), CRC-32 of the body (4), body. Body: number (8), alert id length (2),
/// alert id (UTF-8), the entry as JSON. Number and id stand in front so that a reopened journal is indexed without reading the JSON.
/// </summary>
internal static class JournalFrame
{
    public const int HeaderBytes = 8;

    private const int NumberBytes = 8;
    private const int IdLengthBytes = 2;
    private const int PrefixBytes = NumberBytes + IdLengthBytes;

    /// <summary>The frame of an entry.</summary>
    /// <exception cref="ArgumentException">The entry is larger than <paramref name="entryBytesMax"/>, or has no usable alert id.</exception>
    public static byte[] Of(JournalEntry entry, int entryBytesMax)
    {
        var id = Encoding.UTF8.GetBytes(entry.Alert.Id);
        if (id.Length is 0 or > ushort.MaxValue)
        {
            throw new ArgumentException($"A journal entry needs an alert id of 1 to {ushort.MaxValue} bytes; this one has {id.Length}.", nameof(entry));
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(entry, TwinJson.Options);
        var length = PrefixBytes + id.Length + json.Length;
        if (length > entryBytesMax)
        {
            throw new ArgumentException($"Alert `{entry.Alert.Id}` takes {length} bytes; at most {entryBytesMax} are allowed.", nameof(entry));
        }

        var frame = new byte[HeaderBytes + length];
        var body = frame.AsSpan(HeaderBytes);
        BinaryPrimitives.WriteInt64LittleEndian(body, entry.Seq);
        BinaryPrimitives.WriteUInt16LittleEndian(body[NumberBytes..], (ushort)id.Length);
        id.CopyTo(body[PrefixBytes..]);
        json.CopyTo(body[(PrefixBytes + id.Length)..]);
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), Crc32.HashToUInt32(body));
        return frame;
    }

    /// <summary>Length of the body that a header announces, or -1 where it announces none that can be.</summary>
    public static int BodyLength(ReadOnlySpan<byte> header, int entryBytesMax)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length > PrefixBytes && length <= entryBytesMax ? length : -1;
    }

    /// <summary>Whether the body is the one that was written.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body) =>
        Crc32.HashToUInt32(body) == BinaryPrimitives.ReadUInt32LittleEndian(header[4..])
        && PrefixBytes + BinaryPrimitives.ReadUInt16LittleEndian(body[NumberBytes..]) < body.Length;

    public static long Number(ReadOnlySpan<byte> body) => BinaryPrimitives.ReadInt64LittleEndian(body);

    public static string AlertId(ReadOnlySpan<byte> body) =>
        Encoding.UTF8.GetString(body.Slice(PrefixBytes, BinaryPrimitives.ReadUInt16LittleEndian(body[NumberBytes..])));

    public static JournalEntry Entry(ReadOnlySpan<byte> body)
    {
        var json = body[(PrefixBytes + BinaryPrimitives.ReadUInt16LittleEndian(body[NumberBytes..]))..];
        return JsonSerializer.Deserialize<JournalEntry>(json, TwinJson.Options) ?? throw new InvalidDataException("A journal entry is empty.");
    }
}
