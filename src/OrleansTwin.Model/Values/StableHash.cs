using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansTwin.Model.Values;

/// <summary>
/// Hashes that are the same in every process and release, so that ids and fingerprints survive restarts.
/// Ids use SHA-256 cut to 16 bytes (collision-safe against hostile input); fingerprints use its first 8 bytes.
/// </summary>
public static class StableHash
{
    private const char Separator = '\u001f';
    private const int StackBytesMax = 512;

    /// <summary>An id of the form <c>prefix-32 hex digits</c> from its parts; parts are length-safe through a separator.</summary>
    public static string Id(string prefix, params ReadOnlySpan<string> parts)
    {
        var bytes = Hash(parts);
        return string.Concat(prefix, "-", Convert.ToHexStringLower(bytes.AsSpan(0, 16)));
    }

    /// <summary>A 64-bit fingerprint of the parts.</summary>
    public static ulong Fingerprint(params ReadOnlySpan<string> parts) =>
        BinaryPrimitives.ReadUInt64LittleEndian(Hash(parts));

    /// <summary>A 64-bit fingerprint of raw bytes.</summary>
    public static ulong Fingerprint(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private static byte[] Hash(ReadOnlySpan<string> parts)
    {
        var length = parts.Length;
        foreach (var part in parts)
        {
            length += Encoding.UTF8.GetByteCount(part);
        }

        // One call over all parts: an incremental hash costs more to make than these bytes cost to hash.
        var rented = length > StackBytesMax ? ArrayPool<byte>.Shared.Rent(length) : null;
        var bytes = rented is null ? stackalloc byte[StackBytesMax] : rented;
        var at = 0;
        foreach (var part in parts)
        {
            at += Encoding.UTF8.GetBytes(part, bytes[at..]);
            bytes[at++] = (byte)Separator;
        }

        var hash = SHA256.HashData(bytes[..at]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }
}
