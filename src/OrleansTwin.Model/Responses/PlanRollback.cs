using Orleans;

namespace OrleansTwin.Model.Responses;

/// <summary>How an action is taken back; not <see cref="Reversible"/>: <see cref="Text"/> says what is lost.</summary>
[GenerateSerializer, Immutable, Alias("ot.rrollback")]
public sealed record PlanRollback([property: Id(0)] bool Reversible, [property: Id(1)] string Text, [property: Id(2)] PlanCommand? Command);
