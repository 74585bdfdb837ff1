using Orleans;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Model.Incidents;

/// <summary>A node of the incident graph. State: source, compromised, exposed, attempted, clean, unconfirmed. Hop counts from the origin.</summary>
[GenerateSerializer, Immutable, Alias("ot.inode")]
public sealed record GraphNode(
    [property: Id(0)] EntityId Id,
    [property: Id(1)] string Type,
    [property: Id(2)] string Label,
    [property: Id(3)] string State,
    [property: Id(4)] int Hop);
