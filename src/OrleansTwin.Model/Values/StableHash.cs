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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> separator = [(byte)Separator];
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData(separator);
        }

        return hash.GetHashAndReset();
    }
}
