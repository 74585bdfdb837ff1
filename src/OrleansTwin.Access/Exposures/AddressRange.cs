using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansTwin.Access.Exposures;

/// <summary>A range of addresses in CIDR form; host bits beyond the prefix are ignored, as the clouds' consoles do.</summary>
public readonly record struct AddressRange(AddressFamily Family, UInt128 Network, int Prefix)
{
    private const int V4Bits = 32;
    private const int V6Bits = 128;

    public int Bits => Family == AddressFamily.InterNetwork ? V4Bits : V6Bits;

    public static bool TryParse(string? text, out AddressRange range)
    {
        range = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return false;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? V4Bits : V6Bits;
        var prefix = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bits))
        {
            return false;
        }

        range = new(address.AddressFamily, ValueOf(address) & Mask(bits, prefix), prefix);
        return true;
    }

    /// <summary>Every address of <paramref name="other"/> lies in this range.</summary>
    public bool Contains(AddressRange other) =>
        Family == other.Family && Prefix <= other.Prefix && (other.Network & Mask(Bits, Prefix)) == Network;

    private static UInt128 ValueOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static UInt128 Mask(int bits, int prefix)
    {
        var all = bits == V6Bits ? UInt128.MaxValue : (UInt128)uint.MaxValue;
        return prefix == 0 ? UInt128.Zero : (all >> (bits - prefix)) << (bits - prefix);
    }
}
