using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansTwin.Detection.Intel;

/// <summary>
/// An address range. IPv4 lives in the IPv4-mapped part of IPv6 (<c>::ffff:0:0/96</c>), so both are one order of 128 bits.
/// </summary>
/// <param name="Bits">Network address, host bits zero.</param>
/// <param name="Length">0–128; an IPv4 prefix of n has 96 + n.</param>
public readonly record struct IpPrefix(UInt128 Bits, int Length)
{
    private const int V4Offset = 96;
    private const int TextMax = 64;

    private static readonly UInt128 V4Mapped = (UInt128)0xFFFF << 32;

    public bool Contains(UInt128 address) => Length == 0 || (address ^ Bits) >> (128 - Length) == 0;

    /// <summary>Address or <c>address/length</c>. Host bits are cleared. Legacy IPv4 spellings (octal, hexadecimal, short) are refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpPrefix prefix)
    {
        prefix = default;
        var slash = text.IndexOf('/');
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out var address, out var isV4))
        {
            return false;
        }

        var length = isV4 ? 32 : 128;
        if (slash >= 0
            && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var written) || written > length || (length = written) < 0))
        {
            return false;
        }

        length += isV4 ? V4Offset : 0;
        prefix = new(length == 0 ? 0 : address >> (128 - length) << (128 - length), length);
        return true;
    }

    public static bool TryParseAddress(ReadOnlySpan<char> text, out UInt128 address) => TryParseAddress(text, out address, out _);

    public static bool TryParseAddress(ReadOnlySpan<char> text, out UInt128 address, out bool isV4)
    {
        address = 0;
        isV4 = false;
        if (text.IsEmpty || text.Length > TextMax)
        {
            return false;
        }

        if (!text.Contains(':'))
        {
            isV4 = TryParseV4(text, out var v4);
            address = V4Mapped | v4;
            return isV4;
        }

        if (text.IndexOfAny('%', '[', ']') >= 0
            || !IPAddress.TryParse(text, out var parsed)
            || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        parsed.TryWriteBytes(bytes, out _);
        address = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    /// <summary>The address of .NET as 128 bits.</summary>
    public static UInt128 FromAddress(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static IPAddress ToAddress(UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        var parsed = new IPAddress(bytes);
        return parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
    }

    public override string ToString() =>
        Length >= V4Offset && Bits >> 32 == V4Mapped >> 32
            ? string.Create(CultureInfo.InvariantCulture, $"{ToAddress(Bits)}/{Length - V4Offset}")
            : string.Create(CultureInfo.InvariantCulture, $"{ToAddress(Bits)}/{Length}");

    private static bool TryParseV4(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        var octets = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++octets > 4
                || part.Length is 0 or > 3
                || (part.Length > 1 && part[0] == '0')
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
            {
                return false;
            }

            address = (address << 8) | octet;
        }

        return octets == 4;
    }
}
