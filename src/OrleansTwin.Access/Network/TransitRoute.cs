using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Network;

/// <summary>A route of a transit gateway's table. Without <paramref name="Attachment"/> packets are dropped.</summary>
public sealed record TransitRoute(AddressRange Range, string? Attachment);
