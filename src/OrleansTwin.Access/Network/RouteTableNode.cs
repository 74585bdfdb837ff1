using System.Collections.Immutable;

namespace OrleansTwin.Access.Network;

/// <summary>A route table. The main one serves subnets without a table of their own.</summary>
public sealed record RouteTableNode(
    string Id, string Vpc, bool Main, ImmutableArray<string> Subnets, ImmutableArray<RouteEntry> Routes, ImmutableArray<string> PropagatingGateways);
