using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Graph.Snapshots;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Network;

/// <summary>Reads <c>describe-*</c> output of EC2, several files together. The list's name inside a file says what it is.</summary>
public sealed class NetworkEstateReader
{
    private readonly List<string> _problems = [];
    private readonly SnapshotLists _lists;

    private NetworkEstateReader(SnapshotLists lists) => _lists = lists;

    public static NetworkEstate Read(SnapshotLists lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        return new NetworkEstateReader(lists).Build();
    }

    /// <param name="files">Name for problems, and JSON text.</param>
    public static NetworkEstate Read(IEnumerable<(string Name, string Json)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var lists = new SnapshotLists();
        foreach (var (name, json) in files)
        {
            lists.Add(name, json);
        }

        return Read(lists);
    }

    private NetworkEstate Build()
    {
        var gateways = new GatewayLists(_lists, Range);
        var estate = Read();
        return estate with
        {
            PrefixLists = gateways.PrefixLists(),
            Endpoints = gateways.Endpoints(),
            TransitGateways = gateways.TransitGateways(),
            LoadBalancers = gateways.LoadBalancers(),
            Problems = [.. _lists.Problems, .. _problems],
        };
    }

    private NetworkEstate Read() => new()
    {
        Vpcs = Map("Vpcs", "VpcId", (e, id) => new VpcNode(id, [.. Ranges(e, "CidrBlock", "CidrBlockAssociationSet", "CidrBlock").Concat(Ranges(e, "", "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock"))])),
        Subnets = Map("Subnets", "SubnetId", (e, id) => new SubnetNode(id, Text(e, "VpcId") ?? "", Ranges(e, "CidrBlock", "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock"))),
        Interfaces = [.. List("NetworkInterfaces").Select(e => ReadInterface(e, null)).Concat(OfInstances()).OfType<InterfaceNode>().DistinctBy(static i => i.Id)],
        Groups = Map("SecurityGroups", "GroupId", (e, id) => new SecurityGroupNode(id, Rules(e, "IpPermissions"), Rules(e, "IpPermissionsEgress"))),
        Acls = [.. List("NetworkAcls").Select(ReadAcl)],
        RouteTables = [.. List("RouteTables").Select(ReadRouteTable)],
        InternetGateways = Map("InternetGateways", "InternetGatewayId", (e, _) => Texts(e, "Attachments", "VpcId")),
        Nats = Map("NatGateways", "NatGatewayId", (e, id) => new NatNode(id, Text(e, "SubnetId") ?? "", Text(e, "VpcId") ?? "", Items(e, "NatGatewayAddresses").Any(a => Text(a, "PublicIp") is not null))),
        Peerings = Map("VpcPeeringConnections", "VpcPeeringConnectionId", (e, id) => new PeeringNode(
            id, Nested(e, "RequesterVpcInfo", "VpcId") ?? "", Nested(e, "AccepterVpcInfo", "VpcId") ?? "", Nested(e, "Status", "Code") == "active")),
        VpnGateways = Map("VpnGateways", "VpnGatewayId", ReadVpnGateway),
        Seen = [.. _lists.Seen],
    };

    /// <summary>Instances carry their interfaces, for snapshots without a list of them.</summary>
    private IEnumerable<InterfaceNode?> OfInstances() => List("Reservations").SelectMany(static r => Items(r, "Instances")).Concat(List("Instances"))
        .SelectMany(instance => Items(instance, "NetworkInterfaces").Where(static e => Text(e, "NetworkInterfaceId") is not null).Select(e => ReadInterface(e, Text(instance, "InstanceId"))));

    private InterfaceNode? ReadInterface(JsonElement e, string? instance)
    {
        var id = Text(e, "NetworkInterfaceId");
        if (id is null)
        {
            _problems.Add("NetworkInterfaces: an entry has no NetworkInterfaceId");
            return null;
        }

        var addresses = ImmutableArray.CreateBuilder<(AddressRange, AddressRange?)>();
        foreach (var address in Items(e, "PrivateIpAddresses"))
        {
            if (Range(Text(address, "PrivateIpAddress")) is { } own)
            {
                addresses.Add((own, Range(Nested(address, "Association", "PublicIp"))));
            }
        }

        foreach (var address in Items(e, "Ipv6Addresses"))
        {
            if (Range(Text(address, "Ipv6Address")) is { } own)
            {
                addresses.Add((own, own));
            }
        }

        return new InterfaceNode(
            id, Text(e, "SubnetId") ?? "", Text(e, "VpcId") ?? "", Nested(e, "Attachment", "InstanceId") ?? instance, Text(e, "InterfaceType") ?? "interface",
            addresses.ToImmutable(), Texts(e, "Groups", "GroupId"))
        {
            Description = Text(e, "Description"),
        };
    }

    private ImmutableArray<PacketRule> Rules(JsonElement group, string property) => [.. Items(group, property).Select(p => new PacketRule(
        Protocols.Number(Text(p, "IpProtocol")), Port(p, "FromPort"), Port(p, "ToPort"),
        [.. Texts(p, "IpRanges", "CidrIp").Concat(Strings(p, "IpRanges")).Concat(Texts(p, "Ipv4Ranges", "CidrIp")).Distinct(StringComparer.Ordinal).Concat(Texts(p, "Ipv6Ranges", "CidrIpv6")).Select(Range).OfType<AddressRange>()],
        Texts(p, "UserIdGroupPairs", "GroupId"), Texts(p, "PrefixListIds", "PrefixListId")))];

    private AclNode ReadAcl(JsonElement e) => new(
        Text(e, "NetworkAclId") ?? "", Texts(e, "Associations", "SubnetId"),
        [.. Items(e, "Entries").Select(ReadEntry).OfType<AclEntry>().OrderBy(x => x.Number)]);

    private AclEntry? ReadEntry(JsonElement e)
    {
        if (Range(Text(e, "CidrBlock") ?? Text(e, "Ipv6CidrBlock")) is not { } range)
        {
            return null;
        }

        var ports = e.TryGetProperty("PortRange", out var found) ? found : default;
        return new AclEntry(
            e.TryGetProperty("RuleNumber", out var number) && number.TryGetInt32(out var n) ? n : int.MaxValue,
            e.TryGetProperty("Egress", out var egress) && egress.ValueKind == JsonValueKind.True,
            Text(e, "RuleAction") == "allow", Protocols.Number(Text(e, "Protocol")), Port(ports, "From"), Port(ports, "To"), range);
    }

    private RouteTableNode ReadRouteTable(JsonElement e) => new(
        Text(e, "RouteTableId") ?? "", Text(e, "VpcId") ?? "",
        Items(e, "Associations").Any(a => a.TryGetProperty("Main", out var main) && main.ValueKind == JsonValueKind.True),
        Texts(e, "Associations", "SubnetId"), [.. Items(e, "Routes").Select(ReadRoute)], Texts(e, "PropagatingVgws", "GatewayId"));

    private RouteEntry ReadRoute(JsonElement e)
    {
        string[] targets = ["GatewayId", "NatGatewayId", "VpcPeeringConnectionId", "TransitGatewayId", "EgressOnlyInternetGatewayId", "NetworkInterfaceId", "LocalGatewayId", "CarrierGatewayId"];
        return new RouteEntry(
            Range(Text(e, "DestinationCidrBlock") ?? Text(e, "DestinationIpv6CidrBlock")), Text(e, "DestinationPrefixListId"),
            targets.Select(t => Text(e, t)).FirstOrDefault(t => t is not null) ?? "", Text(e, "State") == "blackhole");
    }

    private VpnGatewayNode ReadVpnGateway(JsonElement e, string id)
    {
        var connections = List("VpnConnections").Where(c => Text(c, "VpnGatewayId") == id).ToList();
        var fixedRoutes = connections.All(c => c.TryGetProperty("Options", out var options)
            && options.TryGetProperty("StaticRoutesOnly", out var only) && only.ValueKind == JsonValueKind.True);
        return new VpnGatewayNode(
            id, [.. connections.SelectMany(c => Texts(c, "Routes", "DestinationCidrBlock")).Select(Range).OfType<AddressRange>()],
            _lists.Has("VpnConnections") && fixedRoutes)
        {
            Vpcs = Texts(e, "VpcAttachments", "VpcId"),
        };
    }

    private ImmutableDictionary<string, T> Map<T>(string list, string key, Func<JsonElement, string, T> read)
    {
        var map = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var element in List(list))
        {
            if (Text(element, key) is { } id)
            {
                map[id] = read(element, id);
            }
        }

        return map.ToImmutable();
    }

    private AddressRange? Range(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (AddressRange.TryParse(text, out var range))
        {
            return range;
        }

        _problems.Add($"`{text}` is no address or range");
        return null;
    }

    private ImmutableArray<AddressRange> Ranges(JsonElement e, string single, string list, string field) =>
        [.. Texts(e, list, field).Prepend(Text(e, single)).Select(Range).OfType<AddressRange>().Distinct()];

    private IEnumerable<JsonElement> List(string name) => _lists.Elements(name).Where(static e => e.ValueKind == JsonValueKind.Object);

    private static int? Port(JsonElement e, string property) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(property, out var value) && value.TryGetInt32(out var port) && port >= 0 ? port : null;
}
