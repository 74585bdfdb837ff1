using Orleans;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Entities;

/// <summary>The state after a batch (by reference: it is immutable) and all signals of the entity anchored at or after <paramref name="SignalsFrom"/>.</summary>
[GenerateSerializer, Immutable, Alias("ot.applied")]
public sealed record EntityApplied(
    [property: Id(0)] EntityState State,
    [property: Id(1)] ValueArray<Signal> Signals,
    [property: Id(2)] DateTimeOffset SignalsFrom);
