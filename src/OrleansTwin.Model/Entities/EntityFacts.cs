using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Entities;

/// <summary>
/// What a decision may ask about an entity other than its own: values with their as-of time. Null means not known.
/// They travel in the batch, so that no second call is made (DESIGN §2).
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.facts")]
public sealed record EntityFacts
{
    [Id(0)] public required EntityId Id { get; init; }

    [Id(1)] public DateTimeOffset AsOf { get; init; }

    [Id(2)] public Exposure Exposure { get; init; }

    [Id(3)] public bool? Administrator { get; init; }

    [Id(4)] public bool? ReachesCrownJewel { get; init; }

    [Id(5)] public int? Radius { get; init; }

    [Id(6)] public CrownJewel? CrownJewel { get; init; }

    /// <summary>Intelligence on the address, if the entity is one: indicator names.</summary>
    [Id(7)] public ValueArray<string> Intel { get; init; }

    [Id(8)] public Behind? Behind { get; init; }

    /// <summary>Addresses a workload may come from; empty with <see cref="EgressKnown"/> false means not known.</summary>
    [Id(9)] public ValueArray<string> Egress { get; init; }

    [Id(10)] public bool EgressKnown { get; init; }
}
