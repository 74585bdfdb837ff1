using Orleans;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Entities;

/// <summary>The state after a part (by reference: it is immutable) and all signals of the entity anchored at or after <paramref name="SignalsFrom"/>.</summary>
/// <param name="Before">Version that the part was applied to.</param>
[GenerateSerializer, Immutable, Alias("ot.answered")]
public sealed record EntityApplied(
    [property: Id(0)] long Before,
    [property: Id(1)] MemberState State,
    [property: Id(2)] ValueArray<Signal> Signals,
    [property: Id(3)] DateTimeOffset SignalsFrom)
{
    /// <summary>What was asked with the part, as it stands beside the entity's past.</summary>
    [Id(4)] public ValueArray<Signal> Weighed { get; init; }
}
