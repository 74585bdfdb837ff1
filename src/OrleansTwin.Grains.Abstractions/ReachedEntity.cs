using Orleans;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>An entity within reach: by how many hops, by which last step from where, and how surely.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.reached")]
public sealed record ReachedEntity(
    [property: Id(0)] EntityId Id,
    [property: Id(1)] int Hop,
    [property: Id(2)] EntityId From,
    [property: Id(3)] string Kind,
    [property: Id(4)] string Via,
    [property: Id(5)] Certainty Certainty,
    [property: Id(6)] CrownJewel? CrownJewel);
