using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansTwin.Access.Conditions;

/// <summary>An IPv4 or IPv6 range. A bare address is a range of one.</summary>
public readonly record struct AddressRange(UInt128 Network, int Prefix, bool IsV6)
{
    private const int V4Bits = 32;
    private const int V6Bits = 128;

    /// <summary>Reads <c>address</c> or <c>address/prefix</c>; bits behind the prefix are dropped.</summary>
    public static bool TryParse(string text, out AddressRange range)
    {
        ArgumentNullException.ThrowIfNull(text);
        range = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out var address, out var v6))
        {
            return false;
        }

        var bits = v6 ? V6Bits : V4Bits;
        var prefix = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bits))
        {
            return false;
        }

        range = new AddressRange(address & Mask(prefix, bits), prefix, v6);
        return true;
    }

    public static bool TryParseAddress(string text, out UInt128 address, out bool isV6)
    {
        address = default;
        isV6 = false;
        // IPAddress.Parse also takes "1" and "0x7f.1"; a policy means dotted quads only.
        if (!IPAddress.TryParse(text, out var parsed) || (parsed.AddressFamily == AddressFamily.InterNetwork && text.Count('.') != 3))
        {
            return false;
        }

        isV6 = parsed.AddressFamily == AddressFamily.InterNetworkV6;
        foreach (var octet in parsed.GetAddressBytes())
        {
            address = (address << 8) | octet;
        }

        return true;
    }

    public bool Contains(UInt128 address, bool isV6) =>
        isV6 == IsV6 && (address & Mask(Prefix, IsV6 ? V6Bits : V4Bits)) == Network;

    /// <summary>Every address of <paramref name="other"/> is in this range.</summary>
    public bool Contains(AddressRange other) => other.Prefix >= Prefix && Contains(other.Network, other.IsV6);

    public bool Overlaps(AddressRange other) => Contains(other) || other.Contains(this);

    private static UInt128 Mask(int prefix, int bits)
    {
        var all = bits == V6Bits ? UInt128.MaxValue : (UInt128)uint.MaxValue;
        return prefix == 0 ? UInt128.Zero : all & (all << (bits - prefix));
    }
}
