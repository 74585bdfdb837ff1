using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>A network as described by the EC2 API. What was not in the input is in no list; see <see cref="Seen"/>.</summary>
public sealed record NetworkEstate
{
    public ImmutableDictionary<string, VpcNode> Vpcs { get; init; } = ImmutableDictionary<string, VpcNode>.Empty;

    public ImmutableDictionary<string, SubnetNode> Subnets { get; init; } = ImmutableDictionary<string, SubnetNode>.Empty;

    public ImmutableArray<InterfaceNode> Interfaces { get; init; } = [];

    public ImmutableDictionary<string, SecurityGroupNode> Groups { get; init; } = ImmutableDictionary<string, SecurityGroupNode>.Empty;

    public ImmutableArray<AclNode> Acls { get; init; } = [];

    public ImmutableArray<RouteTableNode> RouteTables { get; init; } = [];

    /// <summary>Internet gateway id to the VPCs it is attached to.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> InternetGateways { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    public ImmutableDictionary<string, NatNode> Nats { get; init; } = ImmutableDictionary<string, NatNode>.Empty;

    public ImmutableDictionary<string, PeeringNode> Peerings { get; init; } = ImmutableDictionary<string, PeeringNode>.Empty;

    public ImmutableDictionary<string, VpnGatewayNode> VpnGateways { get; init; } = ImmutableDictionary<string, VpnGatewayNode>.Empty;

    public ImmutableDictionary<string, ImmutableArray<AddressRange>> PrefixLists { get; init; } = ImmutableDictionary<string, ImmutableArray<AddressRange>>.Empty;

    public ImmutableDictionary<string, EndpointNode> Endpoints { get; init; } = ImmutableDictionary<string, EndpointNode>.Empty;

    public ImmutableDictionary<string, TransitGatewayNode> TransitGateways { get; init; } = ImmutableDictionary<string, TransitGatewayNode>.Empty;

    public ImmutableArray<LoadBalancerNode> LoadBalancers { get; init; } = [];

    /// <summary>Names of the lists that were in the input, such as NetworkInterfaces.</summary>
    public ImmutableHashSet<string> Seen { get; init; } = [];

    public ImmutableArray<string> Problems { get; init; } = [];
}
