namespace OrleansTwin.Access.Network;

/// <summary>One place that a packet passes, with the rule that let it through or stopped it.</summary>
/// <param name="Id">AWS id, or <c>internet</c>.</param>
/// <param name="Kind">interface, securityGroup, networkAcl, routeTable, internetGateway, natGateway, peering, vpnGateway, transitGateway, vpcEndpoint, egressOnlyInternetGateway, loadBalancer, internet.</param>
/// <param name="Rule">The rule or route, where one decided.</param>
/// <param name="Why">In words.</param>
public sealed record ReachHop(string Id, string Kind, string? Rule, string Why);
