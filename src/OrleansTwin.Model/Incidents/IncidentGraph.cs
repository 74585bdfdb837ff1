using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

[GenerateSerializer, Immutable, Alias("ot.igraph")]
public sealed record IncidentGraph([property: Id(0)] ValueArray<GraphNode> Nodes, [property: Id(1)] ValueArray<GraphEdge> Edges);
