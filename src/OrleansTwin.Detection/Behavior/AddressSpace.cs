using System.Net;
using System.Net.Sockets;

namespace OrleansTwin.Detection.Behavior;

/// <summary>What an address tells by itself. Sources: RFC 1918, 6598, 3927, 5735, 4193, 4291. Text that is no address is neither internal nor public.</summary>
internal static class AddressSpace
{
    private static readonly IPNetwork[] InternalBlocks =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("ff00::/8"),
    ];

    /// <summary>Private, shared, link-local, loopback, multicast or reserved.</summary>
    public static bool IsInternal(string text) => IPAddress.TryParse(text, out var address) && InternalBlocks.Any(block => block.Contains(address));

    public static bool IsPublic(string? text) => text is not null && IPAddress.TryParse(text, out var address) && !InternalBlocks.Any(block => block.Contains(address));

    /// <summary>The /24 (IPv4) or /48 (IPv6) around an address, or null for other text.</summary>
    public static string? Neighbourhood(string text)
    {
        const int V4Bytes = 3;
        const int V6Bytes = 6;
        if (!IPAddress.TryParse(text, out var address))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, address.AddressFamily == AddressFamily.InterNetwork ? V4Bytes : V6Bytes));
    }
}
