using System.Text.Json;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Network;
using OrleansTwin.Access.Paths;
using OrleansTwin.Access.WhatIf.Edits;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.WhatIf.Changes;

/// <summary>Security groups and their rules, routes, entries of network ACLs.</summary>
internal static class TerraformNetwork
{
    private static readonly string[] RouteTargets = ["gateway_id", "nat_gateway_id", "vpc_peering_connection_id", "transit_gateway_id", "egress_only_gateway_id", "network_interface_id", "local_gateway_id", "carrier_gateway_id", "vpc_endpoint_id"];

    public static IEnumerable<KeyValuePair<string, Func<TerraformResource, IEnumerable<WhatIfEdit>>>> All =>
    [
        Of("aws_security_group", Group),
        Of("aws_security_group_rule", static r => Changed(r, "security_group_id", e => (Text(e, "type") != "egress", OldRule(r, e)))),
        Of("aws_vpc_security_group_ingress_rule", static r => Changed(r, "security_group_id", e => (true, NewRule(r, e)))),
        Of("aws_vpc_security_group_egress_rule", static r => Changed(r, "security_group_id", e => (false, NewRule(r, e)))),
        Of("aws_route", Route),
        Of("aws_network_acl_rule", Entry),
    ];

    private static KeyValuePair<string, Func<TerraformResource, IEnumerable<WhatIfEdit>>> Of(string type, Func<TerraformResource, IEnumerable<WhatIfEdit>> read) => KeyValuePair.Create(type, read);

    private static IEnumerable<WhatIfEdit> Group(TerraformResource r)
    {
        var id = Text(r.Before, "id") ?? TerraformNames.Of(r, "id")!;
        if (r.Deletes)
        {
            yield return NetworkEdits.Group(id, [], []);
            yield break;
        }

        if (r.IsUnknown("ingress") || r.IsUnknown("egress"))
        {
            // Rules that are resources of their own come as such; computed lists stay as they are.
            if (r.Creates)
            {
                yield return NetworkEdits.Group(id, [], []);
            }

            yield break;
        }

        yield return NetworkEdits.Group(id, [.. Items(r.After, "ingress").Select(e => Block(id, e))], [.. Items(r.After, "egress").Select(e => Block(id, e))]);
    }

    private static PacketRule Block(string group, JsonElement e) => ChangeJson.Rule(
        Text(e, "protocol"), ChangeJson.Number(e, "from_port"), ChangeJson.Number(e, "to_port"),
        Strings(e, "cidr_blocks").Concat(Strings(e, "ipv6_cidr_blocks")), Flag(e, "self") ? Strings(e, "security_groups").Add(group) : Strings(e, "security_groups"), Strings(e, "prefix_list_ids"));

    private static IEnumerable<WhatIfEdit> Changed(TerraformResource r, string on, Func<JsonElement, (bool Ingress, PacketRule Rule)> read)
    {
        if (r.Before.ValueKind == JsonValueKind.Object && Text(r.Before, on) is { } was)
        {
            var (ingress, rule) = read(r.Before);
            yield return NetworkEdits.Rule(was, ingress, rule, false);
        }

        if (!r.Deletes)
        {
            var (ingress, rule) = read(r.After);
            yield return NetworkEdits.Rule(r.Required(on), ingress, rule, true);
        }
    }

    private static PacketRule OldRule(TerraformResource r, JsonElement e)
    {
        var groups = new List<string>();
        var planned = e.Equals(r.After);
        if ((planned ? r.Value("source_security_group_id") : Text(e, "source_security_group_id")) is { Length: > 0 } source)
        {
            groups.Add(source);
        }

        if (Flag(e, "self") && (planned ? r.Required("security_group_id") : Text(e, "security_group_id")) is { } own)
        {
            groups.Add(own);
        }

        return ChangeJson.Rule(Text(e, "protocol"), ChangeJson.Number(e, "from_port"), ChangeJson.Number(e, "to_port"), Strings(e, "cidr_blocks").Concat(Strings(e, "ipv6_cidr_blocks")), groups, Strings(e, "prefix_list_ids"));
    }

    private static PacketRule NewRule(TerraformResource r, JsonElement e)
    {
        var source = e.Equals(r.After) ? r.Value("referenced_security_group_id") : Text(e, "referenced_security_group_id");
        return ChangeJson.Rule(
            Text(e, "ip_protocol"), ChangeJson.Number(e, "from_port"), ChangeJson.Number(e, "to_port"), new[] { Text(e, "cidr_ipv4"), Text(e, "cidr_ipv6") }.Where(static t => t is { Length: > 0 }).OfType<string>(),
            source is { Length: > 0 } ? [source] : [], new[] { Text(e, "prefix_list_id") }.Where(static t => t is { Length: > 0 }).OfType<string>());
    }

    private static IEnumerable<WhatIfEdit> Route(TerraformResource r)
    {
        var text = r.Value("destination_cidr_block") is { Length: > 0 } v4 ? v4 : r.Required("destination_ipv6_cidr_block");
        if (!AddressRange.TryParse(text, out var range))
        {
            throw new ChangeProblem($"`{text}` is no range");
        }

        var target = r.Deletes ? null : RouteTargets.Select(r.Value).FirstOrDefault(static t => t is { Length: > 0 }) ?? throw new ChangeProblem("the route's target is not named");
        yield return NetworkEdits.Route(r.Required("route_table_id"), range, target);
    }

    private static IEnumerable<WhatIfEdit> Entry(TerraformResource r)
    {
        var planned = r.Deletes ? r.Before : r.After;
        var number = ChangeJson.Number(planned, "rule_number") ?? throw new ChangeProblem("`rule_number` is missing");
        var (egress, acl) = (Flag(planned, "egress"), r.Required("network_acl_id"));
        if (r.Deletes)
        {
            return [NetworkEdits.Acl(acl, number, egress, null)];
        }

        var text = r.Value("cidr_block") is { Length: > 0 } v4 ? v4 : r.Required("ipv6_cidr_block");
        return AddressRange.TryParse(text, out var range)
            ? [NetworkEdits.Acl(acl, number, egress, new(number, egress, r.Value("rule_action") == "allow", Protocols.Number(r.Value("protocol")), ChangeJson.Number(planned, "from_port"), ChangeJson.Number(planned, "to_port"), range))]
            : throw new ChangeProblem($"`{text}` is no range");
    }
}
