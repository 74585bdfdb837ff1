using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>Somebody who can take a step onto an entity: by which kind of step, through what, how surely.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.holder")]
public sealed record AccessHolder(
    [property: Id(0)] EntityId Who,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Via,
    [property: Id(3)] Certainty Certainty);
