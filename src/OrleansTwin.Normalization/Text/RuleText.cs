using System.Text.Json.Nodes;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Text;

/// <summary>
/// Security group rules as keyed elements <c>protocol/from-to/source</c>, so that authorize and revoke of one rule meet whatever
/// shape the record gives it: protocol names for 6, 17, 1 and 58; all ports is <c>0-65535</c>. Source: EC2 API, IpPermission.
/// </summary>
internal static class RuleText
{
    private const string AllPorts = "0-65535";

    /// <summary>The part <c>protocol/from-to</c> of the key.</summary>
    public static string? Ports(Value permission)
    {
        var (protocol, from, to) = Read(permission);
        return protocol is null ? null : $"{protocol}/{Range(protocol, from, to)}";
    }

    /// <summary>The rule as JSON: protocol, ports (absent for all), source and description.</summary>
    public static string? Json(Value permission, string? source, string? description)
    {
        var (protocol, from, to) = Read(permission);
        if (protocol is null || source is null)
        {
            return null;
        }

        var rule = new JsonObject { ["protocol"] = protocol, ["source"] = source };
        if (Range(protocol, from, to) != AllPorts && from is not null && to is not null)
        {
            rule["fromPort"] = long.TryParse(from, System.Globalization.CultureInfo.InvariantCulture, out var first) ? first : from;
            rule["toPort"] = long.TryParse(to, System.Globalization.CultureInfo.InvariantCulture, out var last) ? last : to;
        }

        if (!string.IsNullOrEmpty(description))
        {
            rule["description"] = description;
        }

        return CanonicalJson.OfText(rule.ToJsonString());
    }

    private static (string? Protocol, string? From, string? To) Read(Value permission)
    {
        var element = permission.Element;
        var protocol = Value.Of(Shape.Member(element, "ipProtocol")).AsText()?.ToLowerInvariant();
        var name = protocol switch
        {
            "6" => "tcp",
            "17" => "udp",
            "1" => "icmp",
            "58" => "icmpv6",
            "all" => "-1",
            _ => protocol,
        };
        return (name, Value.Of(Shape.Member(element, "fromPort")).AsText(), Value.Of(Shape.Member(element, "toPort")).AsText());
    }

    private static string Range(string protocol, string? from, string? to) =>
        protocol == "-1" || from is null || to is null || (from == "-1" && protocol is "tcp" or "udp") ? AllPorts : $"{from}-{to}";
}
