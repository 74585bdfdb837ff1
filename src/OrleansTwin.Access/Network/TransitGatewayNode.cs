using System.Collections.Immutable;

namespace OrleansTwin.Access.Network;

/// <summary>A transit gateway: attachments by id, route tables by id.</summary>
public sealed record TransitGatewayNode(string Id, ImmutableDictionary<string, TransitAttachment> Attachments, ImmutableDictionary<string, TransitTable> Tables);
