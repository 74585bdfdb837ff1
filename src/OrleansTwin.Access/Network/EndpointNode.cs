namespace OrleansTwin.Access.Network;

/// <summary>A VPC endpoint.</summary>
/// <param name="Id">vpce id.</param>
/// <param name="Vpc">Where it stands.</param>
/// <param name="Service">Name of the service it leads to.</param>
/// <param name="Type">Gateway, Interface or GatewayLoadBalancer.</param>
/// <param name="Available">False while it is made, refused or deleted.</param>
public sealed record EndpointNode(string Id, string Vpc, string Service, string Type, bool Available);
