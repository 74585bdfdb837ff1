using System.Collections.Immutable;

namespace OrleansTwin.Access.Network;

/// <summary>A security group: stateful, allow rules only.</summary>
public sealed record SecurityGroupNode(string Id, ImmutableArray<PacketRule> Ingress, ImmutableArray<PacketRule> Egress);
