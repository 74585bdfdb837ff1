using System.Collections.Immutable;

namespace OrleansTwin.Access.Network;

/// <summary>A network ACL: stateless, first matching entry by number decides.</summary>
public sealed record AclNode(string Id, ImmutableArray<string> Subnets, ImmutableArray<AclEntry> Entries);
