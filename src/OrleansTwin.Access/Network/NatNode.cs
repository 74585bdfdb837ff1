namespace OrleansTwin.Access.Network;

/// <summary>A NAT gateway. A private one has no public address.</summary>
public sealed record NatNode(string Id, string Subnet, string Vpc, bool HasPublicAddress);
