using Orleans;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Access.Impacts;

/// <summary>A row of gained or lost with its weight, so that the worst come first.</summary>
[GenerateSerializer, Immutable, Alias("ot.wgain")]
public sealed record WeighedGain([property: Id(0)] Gain Gain, [property: Id(1)] Severity Weight);
