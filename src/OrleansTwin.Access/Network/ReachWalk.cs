using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>One packet's way: the hops so far and the rules at each.</summary>
internal sealed class ReachWalk(NetworkEstate estate, ReachQuestion question)
{
    private static readonly AddressRange[] PrivateRanges = [.. new[]
    {
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10",
    }.Select(t => AddressRange.TryParse(t, out var r) ? r : default)];

    /// <summary>Most route tables that a packet is followed through; more is a circle.</summary>
    private const int TurnsMax = 16;

    private readonly PacketFilter _filter = new(estate);
    private int _turns;

    public List<ReachHop> Hops { get; } = [];

    public static bool IsPrivate(AddressRange address) => PrivateRanges.Any(r => r.Contains(address));

    public void Pass(string id, string kind, string? rule, string why) => Hops.Add(new ReachHop(id, kind, rule, why));

    public ReachVerdict Stop(string id, string kind, string? rule, string why)
    {
        Pass(id, kind, rule, why);
        return ReachVerdict.Blocked;
    }

    public ReachVerdict Unknown(string id, string kind, string why)
    {
        Pass(id, kind, null, why);
        return ReachVerdict.NotEnoughInformation;
    }

    public ReachVerdict FromInterface(InterfaceNode sender, Packet packet)
    {
        Pass(sender.Id, "interface", null, "starts here");
        var near = estate.Interfaces.FirstOrDefault(i => i.Vpc == sender.Vpc && i.Addresses.Any(a => a.Private == packet.To));
        var leaving = _filter.SecurityGroups(sender, packet, packet.To, near, egress: true, this);
        if (leaving != Truth.Yes)
        {
            return Verdict(leaving);
        }

        if (near is not null && near.Subnet == sender.Subnet)
        {
            return Deliver(near, packet, sender, sameSubnet: true);
        }

        var acl = _filter.Acl(sender.Subnet, packet, egress: true, this).And(_filter.Acl(sender.Subnet, packet.Answer(), egress: false, this));
        return acl != Truth.Yes ? Verdict(acl) : Route(sender.Subnet, sender.Vpc, packet, sender);
    }

    public ReachVerdict EnterFromInternet(InterfaceNode target, AddressRange privateAddress, AddressRange? sender)
    {
        var gateway = estate.InternetGateways.FirstOrDefault(g => g.Value.Contains(target.Vpc)).Key;
        if (gateway is null)
        {
            return estate.Seen.Contains("InternetGateways")
                ? Stop(target.Vpc, "internetGateway", null, "the VPC has no internet gateway")
                : Unknown(target.Vpc, "internetGateway", "internet gateways were not seen");
        }

        Pass(gateway, "internetGateway", null, "translates to the private address");
        var everywhere = AddressRange.TryParse(privateAddress.IsV6 ? "::/0" : "0.0.0.0/0", out var all) ? all : default;
        var packet = Packet.Of(sender ?? everywhere, privateAddress, question);
        if (target.IsNat)
        {
            return Stop(target.Id, "natGateway", null, "a NAT gateway takes no connection from outside");
        }

        var back = RouteFor(target.Subnet, target.Vpc, packet.From, out var table);
        if (back is null || back.Blackhole || back.Target != gateway)
        {
            return table is null
                ? Unknown(target.Subnet, "routeTable", "the subnet's route table was not seen")
                : Stop(table, "routeTable", Show(back), "no way back to the internet gateway");
        }

        var acl = _filter.Acl(target.Subnet, packet, egress: false, this).And(_filter.Acl(target.Subnet, packet.Answer(), egress: true, this));
        if (acl != Truth.Yes)
        {
            return Verdict(acl);
        }

        return Arrive(target, packet, null);
    }

    public ReachVerdict Route(string subnet, string vpc, Packet packet, InterfaceNode? sender)
    {
        if (_turns++ >= TurnsMax)
        {
            return Stop(subnet, "routeTable", null, "the routes lead in a circle");
        }

        var route = RouteFor(subnet, vpc, packet.To, out var table);
        if (table is null)
        {
            return Unknown(subnet, "routeTable", "the subnet's route table was not seen");
        }

        if (route is null)
        {
            return Stop(table, "routeTable", null, "no route");
        }

        if (route.Blackhole)
        {
            return Stop(table, "routeTable", Show(route), "the route's target is gone");
        }

        Pass(table, "routeTable", Show(route), "longest prefix");
        var kind = route.Target.Split('-')[0];
        return kind switch
        {
            "local" => Local(vpc, packet, sender),
            "igw" => ToInternet(route.Target, packet, sender),
            "nat" => ThroughNat(route.Target, packet),
            "pcx" => ThroughPeering(route.Target, vpc, packet, sender),
            "vgw" => ThroughVpn(route.Target, packet),
            "tgw" => new TransitWalk(estate, this).Through(route.Target, vpc, packet),
            "vpce" => ThroughEndpoint(route.Target),
            "eigw" => ThroughEgressOnly(route.Target, packet),
            _ => Unknown(route.Target, "gateway", "what lies behind this target is not modelled"),
        };
    }

    public ReachVerdict Local(string vpc, Packet packet, InterfaceNode? sender)
    {
        var target = estate.Interfaces.FirstOrDefault(i => i.Vpc == vpc && i.Addresses.Any(a => a.Private == packet.To));
        if (target is not null)
        {
            return Deliver(target, packet, sender, sameSubnet: false);
        }

        return estate.Seen.Contains("NetworkInterfaces")
            ? Stop(vpc, "vpc", null, "no interface has this address")
            : Unknown(vpc, "vpc", "network interfaces were not seen");
    }

    private ReachVerdict Deliver(InterfaceNode target, Packet packet, InterfaceNode? sender, bool sameSubnet)
    {
        if (!sameSubnet)
        {
            var acl = _filter.Acl(target.Subnet, packet, egress: false, this).And(_filter.Acl(target.Subnet, packet.Answer(), egress: true, this));
            if (acl != Truth.Yes)
            {
                return Verdict(acl);
            }
        }

        return target.IsNat
            ? Stop(target.Id, "natGateway", null, "a NAT gateway takes no connection for itself")
            : Arrive(target, packet, sender);
    }

    private ReachVerdict Arrive(InterfaceNode target, Packet packet, InterfaceNode? sender)
    {
        var entering = _filter.SecurityGroups(target, packet, packet.From, sender, egress: false, this);
        if (entering != Truth.Yes)
        {
            return Verdict(entering);
        }

        Pass(target.Id, "interface", null, "arrives");
        return ReachVerdict.Reachable;
    }

    private ReachVerdict ToInternet(string gateway, Packet packet, InterfaceNode? sender)
    {
        if (IsPrivate(packet.To))
        {
            return Stop(gateway, "internetGateway", null, "a private address is not routed on the internet");
        }

        if (sender is not null && !sender.Addresses.Any(a => a.Public is not null && a.Public.Value.IsV6 == packet.To.IsV6))
        {
            return Stop(gateway, "internetGateway", null, $"{sender.Id} has no public address");
        }

        Pass(gateway, "internetGateway", null, "leaves with the public address");
        Pass("internet", "internet", null, "arrives outside");
        return ReachVerdict.Reachable;
    }

    private ReachVerdict ThroughNat(string id, Packet packet)
    {
        if (!estate.Nats.TryGetValue(id, out var nat))
        {
            return Unknown(id, "natGateway", "the NAT gateway was not seen");
        }

        if (packet.Protocol is not (null or Protocols.Tcp or Protocols.Udp or Protocols.Icmp))
        {
            return Stop(id, "natGateway", null, "a NAT gateway carries TCP, UDP and ICMP only");
        }

        var acl = _filter.Acl(nat.Subnet, packet, egress: false, this).And(_filter.Acl(nat.Subnet, packet, egress: true, this));
        if (acl != Truth.Yes)
        {
            return Verdict(acl);
        }

        Pass(id, "natGateway", null, "translates the sender's address");
        if (RouteFor(nat.Subnet, nat.Vpc, packet.To, out _)?.Target == id)
        {
            return Stop(id, "natGateway", null, "the NAT gateway's own route leads back to it");
        }

        var outside = estate.Interfaces.FirstOrDefault(i => i.IsNat && i.Subnet == nat.Subnet);
        return Route(nat.Subnet, nat.Vpc, packet, nat.HasPublicAddress ? null : outside);
    }

    private ReachVerdict ThroughPeering(string id, string vpc, Packet packet, InterfaceNode? sender)
    {
        if (!estate.Peerings.TryGetValue(id, out var peering))
        {
            return Unknown(id, "peering", "the peering connection was not seen");
        }

        if (!peering.Active)
        {
            return Stop(id, "peering", null, "the peering connection is not active");
        }

        var other = peering.Left == vpc ? peering.Right : peering.Left;
        if (!estate.Vpcs.TryGetValue(other, out var far))
        {
            return Unknown(id, "peering", $"{other} was not seen");
        }

        Pass(id, "peering", null, $"enters {other}");
        if (!far.Ranges.Any(r => r.Contains(packet.To)))
        {
            return Stop(id, "peering", null, "peering leads to addresses of the other VPC only");
        }

        var target = estate.Interfaces.FirstOrDefault(i => i.Vpc == other && i.Addresses.Any(a => a.Private == packet.To));
        if (target is not null && RouteFor(target.Subnet, other, packet.From, out var table)?.Target != id)
        {
            return table is null ? Unknown(target.Subnet, "routeTable", "the route table was not seen") : Stop(table, "routeTable", null, "no way back through the peering");
        }

        return Local(other, packet, sender);
    }

    private ReachVerdict ThroughVpn(string id, Packet packet)
    {
        if (!estate.VpnGateways.TryGetValue(id, out var gateway) || !gateway.RoutesKnown)
        {
            return Unknown(id, "vpnGateway", "its routes were not seen");
        }

        if (!gateway.Routes.Any(r => r.Contains(packet.To)))
        {
            return Stop(id, "vpnGateway", null, "no connection has a route");
        }

        Pass(id, "vpnGateway", null, "leaves through the VPN");
        return ReachVerdict.Reachable;
    }

    private ReachVerdict ThroughEndpoint(string id)
    {
        if (!estate.Endpoints.TryGetValue(id, out var endpoint))
        {
            return Unknown(id, "vpcEndpoint", "the endpoint was not seen");
        }

        if (!endpoint.Available)
        {
            return Stop(id, "vpcEndpoint", null, "the endpoint is not available");
        }

        if (endpoint.Type != "Gateway")
        {
            return Unknown(id, "vpcEndpoint", "what the appliances behind it let through is not described");
        }

        Pass(id, "vpcEndpoint", null, $"arrives at {endpoint.Service}; what its policy lets through is another question");
        return ReachVerdict.Reachable;
    }

    private ReachVerdict ThroughEgressOnly(string id, Packet packet)
    {
        if (!packet.To.IsV6 || IsPrivate(packet.To))
        {
            return Stop(id, "egressOnlyInternetGateway", null, "carries public IPv6 addresses only");
        }

        Pass(id, "egressOnlyInternetGateway", null, "leaves; connections from outside are not let in");
        Pass("internet", "internet", null, "arrives outside");
        return ReachVerdict.Reachable;
    }

    /// <summary>A packet from any address behind a virtual private gateway.</summary>
    public ReachVerdict EnterFromVpn(VpnGatewayNode gateway, InterfaceNode? target, AddressRange to)
    {
        Pass(gateway.Id, "vpnGateway", null, "starts behind it");
        if (target is null || !gateway.Vpcs.Contains(target.Vpc) || !target.Addresses.Any(a => a.Private == to))
        {
            return Stop(gateway.Id, "vpnGateway", null, "leads to private addresses of its VPC only");
        }

        var everywhere = AddressRange.TryParse(to.IsV6 ? "::/0" : "0.0.0.0/0", out var all) ? all : default;
        return Deliver(target, Packet.Of(everywhere, to, question), null, sameSubnet: false);
    }

    public RouteEntry? RouteFor(string subnet, string vpc, AddressRange to, out string? table)
    {
        var found = estate.RouteTables.FirstOrDefault(t => t.Subnets.Contains(subnet)) ?? estate.RouteTables.FirstOrDefault(t => t.Vpc == vpc && t.Main);
        table = found?.Id;
        return found?.Routes
            .SelectMany(r => (r.Range is { } own ? [own] : estate.PrefixLists.GetValueOrDefault(r.PrefixList ?? "", [])).Select(range => (Range: range, Route: r)))
            .Where(r => r.Range.Contains(to))
            .OrderByDescending(r => r.Range.Prefix)
            .Select(r => r.Route)
            .FirstOrDefault();
    }

    private static string? Show(RouteEntry? route) => route is null ? null : $"to {route.Target}";

    private static ReachVerdict Verdict(Truth truth) => truth == Truth.No ? ReachVerdict.Blocked : ReachVerdict.NotEnoughInformation;
}
