using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>One step of a path. Kind: runsAs, assume, memberOf, credential, store, network.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.pathstep")]
public sealed record PathStepView(
    [property: Id(0)] EntityId From,
    [property: Id(1)] EntityId To,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Via,
    [property: Id(4)] Certainty Certainty);
