using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>
/// A packet's way through a transit gateway: the sender's attachment has a route table, the longest prefix in it names the attachment
/// that the packet leaves by, and the answer needs both ways too. (VPC user guide, "How transit gateways work".)
/// </summary>
internal sealed class TransitWalk(NetworkEstate estate, ReachWalk walk)
{
    private const string Kind = "transitGateway";

    public ReachVerdict Through(string id, string vpc, Packet packet)
    {
        if (!estate.TransitGateways.TryGetValue(id, out var gateway))
        {
            return walk.Unknown(id, Kind, "its attachments were not seen");
        }

        var own = gateway.Attachments.Values.OrderBy(static a => a.Id, StringComparer.Ordinal).FirstOrDefault(a => a.Resource == vpc && a.Available);
        if (own is null)
        {
            return walk.Stop(id, Kind, null, $"{vpc} has no attachment that is available");
        }

        if (Table(gateway, own) is not { } table)
        {
            return walk.Unknown(id, Kind, $"the route table of {own.Id} was not seen");
        }

        if (RouteFor(gateway, table, packet.To) is not { } route)
        {
            return walk.Stop(id, Kind, null, $"{own.Table} has no route");
        }

        if (route.Attachment is null || !gateway.Attachments.TryGetValue(route.Attachment, out var next) || !next.Available)
        {
            return walk.Stop(id, Kind, $"to {route.Attachment ?? "blackhole"}", "the route's target is gone");
        }

        walk.Pass(id, Kind, $"to {next.Id}", $"enters {next.Resource}");
        return next.Type switch
        {
            "vpc" => IntoVpc(gateway, own, next, packet),
            "vpn" or "direct-connect-gateway" => Outside(next),
            _ => walk.Unknown(next.Id, Kind, $"what lies behind an attachment of type {next.Type} is not described here"),
        };
    }

    private ReachVerdict Outside(TransitAttachment next)
    {
        walk.Pass(next.Resource, next.Type == "vpn" ? "vpnConnection" : "directConnect", null, "leaves the estate");
        return ReachVerdict.Reachable;
    }

    private ReachVerdict IntoVpc(TransitGatewayNode gateway, TransitAttachment own, TransitAttachment next, Packet packet)
    {
        if (!estate.Vpcs.TryGetValue(next.Resource, out var far))
        {
            return walk.Unknown(next.Resource, "vpc", "the VPC was not seen");
        }

        if (!far.Ranges.Any(r => r.Contains(packet.To)))
        {
            // A VPC on the way: the subnet of the attachment says where to.
            return next.Subnets.IsEmpty
                ? walk.Unknown(next.Id, Kind, "the subnets of the attachment were not seen")
                : walk.Route(next.Subnets[0], next.Resource, packet, null);
        }

        if (Table(gateway, next) is not { } back)
        {
            return walk.Unknown(gateway.Id, Kind, $"the route table of {next.Id} was not seen");
        }

        if (RouteFor(gateway, back, packet.From)?.Attachment != own.Id)
        {
            return walk.Stop(gateway.Id, Kind, null, $"{next.Table} has no way back");
        }

        var target = estate.Interfaces.FirstOrDefault(i => i.Vpc == next.Resource && i.Addresses.Any(a => a.Private == packet.To));
        if (target is not null && walk.RouteFor(target.Subnet, next.Resource, packet.From, out var table)?.Target != gateway.Id)
        {
            return table is null
                ? walk.Unknown(target.Subnet, "routeTable", "the route table was not seen")
                : walk.Stop(table, "routeTable", null, "no way back through the transit gateway");
        }

        // Groups of another VPC are not known to rules here.
        return walk.Local(next.Resource, packet, null);
    }

    private static TransitTable? Table(TransitGatewayNode gateway, TransitAttachment attachment) =>
        attachment.Table is { } id && gateway.Tables.TryGetValue(id, out var table) && table.Known ? table : null;

    private TransitRoute? RouteFor(TransitGatewayNode gateway, TransitTable table, AddressRange to)
    {
        var propagated = table.Propagated.Where(gateway.Attachments.ContainsKey).SelectMany(id =>
            estate.Vpcs.TryGetValue(gateway.Attachments[id].Resource, out var vpc) ? vpc.Ranges.Select(range => new TransitRoute(range, id)) : []);

        // Of equally long prefixes a static route comes before a propagated one.
        return table.Routes.Concat(propagated).Where(r => r.Range.Contains(to)).OrderByDescending(static r => r.Range.Prefix).FirstOrDefault();
    }
}
