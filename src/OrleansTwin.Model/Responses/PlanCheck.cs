using Orleans;

namespace OrleansTwin.Model.Responses;

/// <summary>A precondition and what the twin says to it.</summary>
[GenerateSerializer, Immutable, Alias("ot.rcheck")]
public sealed record PlanCheck([property: Id(0)] string Text, [property: Id(1)] CheckState State, [property: Id(2)] string Why);
