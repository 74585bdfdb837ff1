namespace OrleansTwin.Access.Network;

/// <summary>
/// A question about one kind of packet. Where protocol or port is left open the rules must let all of them through.
/// </summary>
/// <param name="From"><c>internet</c>, an IP address, an instance or interface id.</param>
/// <param name="To">An IP address, an instance or interface id.</param>
/// <param name="Protocol">tcp, udp, icmp, a number, or null for any.</param>
/// <param name="Port">Destination port.</param>
public sealed record ReachQuestion(string From, string To, string? Protocol = null, int? Port = null);
