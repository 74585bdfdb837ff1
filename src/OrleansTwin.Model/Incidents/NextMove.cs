using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

/// <summary>A move the actor could make next: in words, not percentages, until calibrated.</summary>
[GenerateSerializer, Immutable, Alias("ot.imove")]
public sealed record NextMove(
    [property: Id(0)] string Action,
    [property: Id(1)] EntityId Target,
    [property: Id(2)] ValueArray<EntityId> Path,
    [property: Id(3)] Likelihood Likelihood,
    [property: Id(4)] string Why);
