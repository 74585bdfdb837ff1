using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>One numbered entry of a network ACL.</summary>
public sealed record AclEntry(int Number, bool Egress, bool Allow, string? Protocol, int? FromPort, int? ToPort, AddressRange Range);
