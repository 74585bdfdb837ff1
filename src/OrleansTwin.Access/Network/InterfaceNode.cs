using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>A network interface. <paramref name="Addresses"/> pairs each private address with its public one.</summary>
public sealed record InterfaceNode(
    string Id, string Subnet, string Vpc, string? Instance, string Type,
    ImmutableArray<(AddressRange Private, AddressRange? Public)> Addresses, ImmutableArray<string> Groups)
{
    /// <summary>As AWS writes it for interfaces that a service made.</summary>
    public string? Description { get; init; }

    public bool IsNat => Type == "nat_gateway";
}
