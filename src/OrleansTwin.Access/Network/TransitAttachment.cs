using System.Collections.Immutable;

namespace OrleansTwin.Access.Network;

/// <summary>What is attached to a transit gateway.</summary>
/// <param name="Id">Attachment id.</param>
/// <param name="Resource">The VPC, VPN connection or other gateway.</param>
/// <param name="Type">vpc, vpn, peering, direct-connect-gateway, connect.</param>
/// <param name="Table">Route table that decides where its packets go; null where the association was not seen.</param>
/// <param name="Subnets">Subnets of the VPC through which packets enter.</param>
/// <param name="Available">True while packets pass.</param>
public sealed record TransitAttachment(string Id, string Resource, string Type, string? Table, ImmutableArray<string> Subnets, bool Available);
