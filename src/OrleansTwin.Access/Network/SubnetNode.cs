using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>A subnet.</summary>
public sealed record SubnetNode(string Id, string Vpc, ImmutableArray<AddressRange> Ranges);
