using Orleans;

namespace OrleansTwin.Model.Responses;

/// <summary>The API call behind a command, and the permission it takes.</summary>
[GenerateSerializer, Immutable, Alias("ot.rcall")]
public sealed record PlanCall([property: Id(0)] string Service, [property: Id(1)] string Operation, [property: Id(2)] string Permission);
