using System.Globalization;
using System.Text.Json;

namespace OrleansTwin.Access.Exposures;

/// <summary>
/// One rule of a security group: protocol, ports, source. Written as an element <c>protocol/from-to/source</c>, or as JSON with
/// the members the EC2 API uses (ipProtocol, fromPort, toPort and a source). Protocol -1 is all (EC2 API Reference, IpPermission).
/// </summary>
public sealed record NetworkRule(string Protocol, int From, int To, string Source)
{
    public const string AllProtocols = "all";
    private const int PortMax = 65535;

    public bool AllPorts => Protocol == AllProtocols || (Protocol is "tcp" or "udp" && From <= 0 && To >= PortMax);

    /// <summary>For example <c>connect tcp/22</c>, <c>connect tcp/8000-9000</c>, <c>connect on every port</c>.</summary>
    public string Can =>
        AllPorts ? Protocol == AllProtocols ? "connect on every port" : $"connect {Protocol} on every port"
        : Protocol is "icmp" or "icmpv6" ? $"send {Protocol}"
        : From == To ? string.Create(CultureInfo.InvariantCulture, $"connect {Protocol}/{From}")
        : string.Create(CultureInfo.InvariantCulture, $"connect {Protocol}/{From}-{To}");

    /// <summary>The rule of an element, or null where neither its name nor its value can be read.</summary>
    public static NetworkRule? Parse(string element, string? json) => FromName(element) ?? FromJson(json);

    private static NetworkRule? FromName(string element)
    {
        var first = element.IndexOf('/', StringComparison.Ordinal);
        var second = first < 0 ? -1 : element.IndexOf('/', first + 1);
        if (second < 0)
        {
            return null;
        }

        var protocol = ProtocolOf(element[..first]);
        return protocol is not null && Ports(element[(first + 1)..second], protocol) is { } ports
            ? new(protocol, ports.From, ports.To, element[(second + 1)..])
            : null;
    }

    private static (int From, int To)? Ports(string text, string protocol)
    {
        if (text is "" or "*" or "all" or "-1" or "-1--1" or "-")
        {
            return (0, PortMax);
        }

        var dash = text.IndexOf('-', 1);
        var (low, high) = dash < 0 ? (text, text) : (text[..dash], text[(dash + 1)..]);
        if (!int.TryParse(low, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(high, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var to))
        {
            return null;
        }

        return protocol == AllProtocols || (from < 0 && to < 0) ? (0, PortMax) : (from, to);
    }

    private static string? ProtocolOf(string text) => text.ToLowerInvariant() switch
    {
        "-1" or "all" or "*" => AllProtocols,
        "6" or "tcp" => "tcp",
        "17" or "udp" => "udp",
        "1" or "icmp" => "icmp",
        "58" or "icmpv6" => "icmpv6",
        { Length: > 0 and <= 10 } other => other,
        _ => null,
    };

    private static NetworkRule? FromJson(string? json)
    {
        if (json is null || json.Length == 0 || json[0] != '{')
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            var root = document.RootElement;
            var protocol = ProtocolOf(Text(root, "ipProtocol") ?? Text(root, "protocol") ?? string.Empty);
            var source = Text(root, "source") ?? Text(root, "cidr") ?? Text(root, "cidrIp") ?? Text(root, "cidrIpv4") ?? Text(root, "cidrIpv6")
                ?? Text(root, "groupId") ?? Text(root, "referencedGroupId") ?? Text(root, "prefixListId");
            if (protocol is null || source is null)
            {
                return null;
            }

            var (from, to) = (Text(root, "fromPort") ?? Text(root, "from"), Text(root, "toPort") ?? Text(root, "to"));
            return Ports(from is null ? string.Empty : $"{from}-{to ?? from}", protocol) is { } ports ? new(protocol, ports.From, ports.To, source) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : null;
}
