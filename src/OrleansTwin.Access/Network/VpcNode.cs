using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>A VPC.</summary>
public sealed record VpcNode(string Id, ImmutableArray<AddressRange> Ranges);
