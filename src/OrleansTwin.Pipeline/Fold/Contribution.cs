using Orleans;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>What one event says about one entity, before folding.</summary>
[Immutable, GenerateSerializer, Alias("ot.contribution")]
public sealed record Contribution(
    [property: Id(0)] EntityId Entity,
    [property: Id(1)] ValueArray<ResourceChange> Changes,
    [property: Id(2)] ValueArray<Observation> Observations,
    [property: Id(3)] ValueArray<KeptEvent> Kept);
