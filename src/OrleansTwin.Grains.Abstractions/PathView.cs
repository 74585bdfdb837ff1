using Orleans;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A path: its steps in order, the sum of their costs (1 for what simply works, more for what is less sure), its least sure step's certainty.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.path")]
public sealed record PathView([property: Id(0)] ValueArray<PathStepView> Steps, [property: Id(1)] int Cost, [property: Id(2)] Certainty Certainty);
