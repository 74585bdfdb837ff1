using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

/// <summary>A measure: what, on whom, the command (argument by argument quoted), and what it would break.</summary>
[GenerateSerializer, Immutable, Alias("ot.irecom")]
public sealed record Recommendation(
    [property: Id(0)] string Action,
    [property: Id(1)] EntityId Target,
    [property: Id(2)] string? Command,
    [property: Id(3)] ValueArray<string> Breaks);
