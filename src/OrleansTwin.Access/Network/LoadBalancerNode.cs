using System.Collections.Immutable;

namespace OrleansTwin.Access.Network;

/// <summary>A load balancer; its interfaces bear its name in their description.</summary>
/// <param name="Id">ARN, or the name of a classic one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Dns">Its DNS name.</param>
/// <param name="Description">How its interfaces are described, such as <c>ELB app/web/50dc6c495c0c9188</c>.</param>
/// <param name="Ports">Ports of its listeners; default array (not empty) where listeners were not seen.</param>
public sealed record LoadBalancerNode(string Id, string Name, string? Dns, string Description, ImmutableArray<int> Ports);
