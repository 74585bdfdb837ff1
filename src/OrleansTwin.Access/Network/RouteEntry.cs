using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>A route. Without <paramref name="Range"/> its destination is a prefix list.</summary>
public sealed record RouteEntry(AddressRange? Range, string? PrefixList, string Target, bool Blackhole);
