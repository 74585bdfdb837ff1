namespace OrleansTwin.Access.Network;

/// <summary>A VPC peering connection.</summary>
public sealed record PeeringNode(string Id, string Left, string Right, bool Active);
