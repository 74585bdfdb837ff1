using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>A virtual private gateway with the static routes of its connections.</summary>
/// <param name="Id">vgw id.</param>
/// <param name="Routes">Destinations behind it.</param>
/// <param name="RoutesKnown">False where a connection learns its routes by BGP.</param>
public sealed record VpnGatewayNode(string Id, ImmutableArray<AddressRange> Routes, bool RoutesKnown)
{
    /// <summary>VPCs it is attached to.</summary>
    public ImmutableArray<string> Vpcs { get; init; } = [];
}
