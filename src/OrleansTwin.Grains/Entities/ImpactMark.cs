using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Entities;

/// <summary>
/// Carried by the impact streams: this entity should work out what the change of <paramref name="Changed"/> at <paramref name="Cause"/>
/// means for it. The mark itself stands in the owner's set; the stream may lose or repeat it.
/// </summary>
/// <param name="Generation">Which working-out of the cause it belongs to: a late change begins a new one.</param>
[GenerateSerializer, Immutable, Alias("ot.mark")]
public sealed record ImpactMark(
    [property: Id(0)] long Epoch,
    [property: Id(1)] EventOrder Cause,
    [property: Id(2)] EntityId Changed,
    [property: Id(3)] EntityId Reached,
    [property: Id(4)] int Hop,
    [property: Id(5)] long Generation);
