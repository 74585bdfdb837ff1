using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Responses;

/// <summary>The state of a proof, why, and the events it rests on.</summary>
[GenerateSerializer, Immutable, Alias("ot.ranswer")]
public sealed record ProofAnswer([property: Id(0)] ProofState State, [property: Id(1)] string Why, [property: Id(2)] ValueArray<string> Evidence);
