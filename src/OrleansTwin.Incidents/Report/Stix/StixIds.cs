using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OrleansTwin.Incidents.Report.Stix;

/// <summary>Deterministic STIX ids: UUID version 5 (RFC 9562, 5.5) of a name in a namespace.</summary>
internal static class StixIds
{
    /// <summary>The namespace that STIX 2.1 (2.9) keeps for cyber observables, over their contributing properties as canonical JSON.</summary>
    private static readonly Guid Observables = new("00abedb4-aa42-466c-9c23-fed23a9bcc37");

    /// <summary>Our own: for all other objects the specification's namespace must not be used. It is the version 5 UUID of `orleanstwin` in the namespace of URLs.</summary>
    private static readonly Guid Own = Version5(new("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "orleanstwin");

    public static string Of(string type, params ReadOnlySpan<string> parts) => $"{type}--{Version5(Own, $"{type}\u001f{string.Join('\u001f', parts)}")}";

    /// <param name="canonical">The contributing properties as JSON by RFC 8785: sorted, without spaces.</param>
    public static string OfObservable(string type, string canonical) => $"{type}--{Version5(Observables, canonical)}";

    [SuppressMessage("Security", "CA5350", Justification = "RFC 9562 fixes SHA-1 for version 5; it names things here and protects nothing.")]
    public static Guid Version5(Guid space, string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData([.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }
}
