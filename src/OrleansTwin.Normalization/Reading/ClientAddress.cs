using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// The address field of a record: a client address in its shortest form, or the text as it stands. A service name,
/// <c>AWS Internal</c> and what is no strict address (<c>253.252.51.07</c>) are names, never an origin.
/// </summary>
internal sealed class ClientAddress
{
    private const int TextLengthMax = 45;

    private ClientAddress(string? address, string? name)
    {
        Address = address;
        Name = name;
    }

    public string? Address { get; }

    public string? Name { get; }

    public static ClientAddress Of(ReadOnlySpan<byte> bytes) => Of(Encoding.UTF8.GetString(bytes));

    public static ClientAddress Of(string text)
    {
        var address = TryNormalize(text);
        return address is null ? new(null, text.Length == 0 ? null : text) : new(address, null);
    }

    /// <summary>The address in canonical form, or null. Octets with leading zeros, ports, zones and brackets are none.</summary>
    public static string? TryNormalize(string text)
    {
        if (text.Length is 0 or > TextLengthMax || text.Contains('%', StringComparison.Ordinal) || text.Contains('[', StringComparison.Ordinal)
            || !IPAddress.TryParse(text, out var address))
        {
            return null;
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            // The parser takes octal, hexadecimal and short forms; only the one plain spelling is an address in a log.
            return address.ToString() == text ? text : null;
        }

        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : address.ToString();
    }
}
