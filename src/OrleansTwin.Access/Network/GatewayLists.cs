using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Graph.Snapshots;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Network;

/// <summary>
/// Endpoints, transit gateways, load balancers and prefix lists. What answers do not name, their path must: entries of a prefix list
/// (<c>ec2-get-managed-prefix-list-entries/pl-….json</c>), routes of a transit gateway's table
/// (<c>ec2-search-transit-gateway-routes/tgw-rtb-….json</c>), propagations (<c>ec2-get-transit-gateway-route-table-propagations/…</c>).
/// </summary>
internal sealed class GatewayLists(SnapshotLists lists, Func<string?, AddressRange?> range)
{
    public ImmutableDictionary<string, EndpointNode> Endpoints() => lists.Elements("VpcEndpoints").Where(static e => Text(e, "VpcEndpointId") is not null)
        .Select(static e => new EndpointNode(
            Text(e, "VpcEndpointId")!, Text(e, "VpcId") ?? "", Text(e, "ServiceName") ?? "", Text(e, "VpcEndpointType") ?? "Gateway",
            string.Equals(Text(e, "State") ?? "available", "available", StringComparison.OrdinalIgnoreCase)))
        .GroupBy(static e => e.Id, StringComparer.Ordinal).ToImmutableDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);

    public ImmutableDictionary<string, ImmutableArray<AddressRange>> PrefixLists()
    {
        var found = new Dictionary<string, List<AddressRange>>(StringComparer.Ordinal);
        foreach (var list in lists.Elements("PrefixLists").Where(static e => Text(e, "PrefixListId") is not null && e.TryGetProperty("Cidrs", out _)))
        {
            Open(found, Text(list, "PrefixListId")!).AddRange(Strings(list, "Cidrs").Select(range).OfType<AddressRange>());
        }

        foreach (var item in lists.Of("Entries").Where(static i => i.Argument?.StartsWith("pl-", StringComparison.Ordinal) == true))
        {
            if (range(Text(item.Element, "Cidr")) is { } cidr)
            {
                Open(found, item.Argument!).Add(cidr);
            }
        }

        return found.ToImmutableDictionary(static f => f.Key, static f => f.Value.ToImmutableArray(), StringComparer.Ordinal);
    }

    public ImmutableArray<LoadBalancerNode> LoadBalancers()
    {
        var listeners = lists.Elements("Listeners").Where(static l => Text(l, "LoadBalancerArn") is not null).ToLookup(static l => Text(l, "LoadBalancerArn")!, StringComparer.Ordinal);
        var found = ImmutableArray.CreateBuilder<LoadBalancerNode>();
        foreach (var e in lists.Elements("LoadBalancers"))
        {
            if (Text(e, "LoadBalancerArn") is { } arn && arn.IndexOf("loadbalancer/", StringComparison.Ordinal) is > 0 and var at)
            {
                ImmutableArray<int> ports = lists.Has("Listeners") ? [.. listeners[arn].Select(static l => Number(l, "Port")).OfType<int>()] : default;
                found.Add(new(arn, Text(e, "LoadBalancerName") ?? arn, Text(e, "DNSName"), "ELB " + arn[(at + "loadbalancer/".Length)..], ports));
            }
        }

        foreach (var e in lists.Elements("LoadBalancerDescriptions"))
        {
            if (Text(e, "LoadBalancerName") is { } name)
            {
                var ports = Items(e, "ListenerDescriptions").Select(static d => d.TryGetProperty("Listener", out var l) ? Number(l, "LoadBalancerPort") : null).OfType<int>();
                found.Add(new(name, name, Text(e, "DNSName"), "ELB " + name, [.. ports]));
            }
        }

        return found.ToImmutable();
    }

    public ImmutableDictionary<string, TransitGatewayNode> TransitGateways()
    {
        var attachments = new Dictionary<string, (string Gateway, TransitAttachment Attachment)>(StringComparer.Ordinal);
        foreach (var e in lists.Elements("TransitGatewayAttachments").Concat(lists.Elements("TransitGatewayVpcAttachments")))
        {
            if (Text(e, "TransitGatewayAttachmentId") is not { } id || Text(e, "TransitGatewayId") is not { } gateway)
            {
                continue;
            }

            attachments.TryGetValue(id, out var known);
            attachments[id] = (gateway, new(
                id, Text(e, "ResourceId") ?? Text(e, "VpcId") ?? known.Attachment?.Resource ?? "", Text(e, "ResourceType") ?? known.Attachment?.Type ?? "vpc",
                Nested(e, "Association", "TransitGatewayRouteTableId") ?? known.Attachment?.Table,
                Strings(e, "SubnetIds") is { IsEmpty: false } subnets ? subnets : known.Attachment?.Subnets ?? [], Text(e, "State") is null or "available"));
        }

        var tables = Tables();
        return attachments.Values.GroupBy(static a => a.Gateway, StringComparer.Ordinal).ToImmutableDictionary(
            static g => g.Key,
            g => new TransitGatewayNode(g.Key, g.ToImmutableDictionary(static a => a.Attachment.Id, static a => a.Attachment, StringComparer.Ordinal), tables),
            StringComparer.Ordinal);
    }

    private ImmutableDictionary<string, TransitTable> Tables()
    {
        var routes = new Dictionary<string, List<TransitRoute>>(StringComparer.Ordinal);
        var propagated = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var searched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in lists.Of("Routes").Where(static i => TableOf(i) is not null))
        {
            searched.Add(TableOf(item)!);
            Add(Open(routes, TableOf(item)!), item.Element);
        }

        foreach (var e in lists.Elements("TransitGatewayStaticRoutes").Where(static e => Text(e, "TransitGatewayRouteTableId") is not null))
        {
            var table = Open(routes, Text(e, "TransitGatewayRouteTableId")!);
            foreach (var route in Items(e, "Routes"))
            {
                Add(table, route);
            }
        }

        var propagations = lists.Elements("TransitGatewayPropagations").SelectMany(static e => Items(e, "TransitGatewayRouteTablePropagations").Select(p => (Table: Text(e, "TransitGatewayRouteTableId"), Propagation: p)))
            .Concat(lists.Of("TransitGatewayRouteTablePropagations").Select(static i => (Table: TableOf(i), Propagation: i.Element)));
        foreach (var (table, propagation) in propagations)
        {
            if (table is not null && Text(propagation, "TransitGatewayAttachmentId") is { } id && Text(propagation, "State") is null or "enabled")
            {
                Open(propagated, table).Add(Text(propagation, "TransitGatewayAttachmentId")!);
            }
        }

        var whole = lists.Has("TransitGatewayStaticRoutes") && lists.Has("TransitGatewayPropagations");
        return routes.Keys.Concat(propagated.Keys).Concat(lists.Elements("TransitGatewayRouteTables").Select(static t => Text(t, "TransitGatewayRouteTableId")).OfType<string>()).Distinct(StringComparer.Ordinal).ToImmutableDictionary(
            static id => id,
            id => new TransitTable([.. routes.GetValueOrDefault(id) ?? []], [.. propagated.GetValueOrDefault(id) ?? []], whole || searched.Contains(id)),
            StringComparer.Ordinal);
    }

    private void Add(List<TransitRoute> table, JsonElement route)
    {
        if (range(Text(route, "DestinationCidrBlock")) is { } to)
        {
            var attachment = Items(route, "TransitGatewayAttachments").Select(static a => Text(a, "TransitGatewayAttachmentId")).FirstOrDefault(static a => a is not null);
            table.Add(new(to, Text(route, "State") == "blackhole" ? null : attachment));
        }
    }

    private static string? TableOf(SnapshotItem item) => item.Argument?.StartsWith("tgw-rtb-", StringComparison.Ordinal) == true ? item.Argument : null;

    private static int? Number(JsonElement e, string property) => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static List<T> Open<T>(Dictionary<string, List<T>> map, string key)
    {
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = [];
        }

        return list;
    }
}
