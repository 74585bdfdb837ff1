using Orleans;

namespace OrleansTwin.Model.Responses;

/// <summary>A file a command reads.</summary>
[GenerateSerializer, Immutable, Alias("ot.rfile")]
public sealed record PlanFile([property: Id(0)] string Name, [property: Id(1)] string Content);
