using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>One permission of a security group.</summary>
/// <param name="Protocol">Number as text, or null for all.</param>
/// <param name="FromPort">First port; null for all.</param>
/// <param name="ToPort">Last port.</param>
/// <param name="Ranges">Peers by address.</param>
/// <param name="Groups">Peers by security group.</param>
/// <param name="PrefixLists">Peers by prefix list.</param>
public sealed record PacketRule(
    string? Protocol, int? FromPort, int? ToPort, ImmutableArray<AddressRange> Ranges, ImmutableArray<string> Groups, ImmutableArray<string> PrefixLists);
