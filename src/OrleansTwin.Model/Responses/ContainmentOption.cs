using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Responses;

/// <summary>A set of cuts that together part what the actors hold from the crown jewels in reach.</summary>
/// <param name="Cuts">In the order of their targets.</param>
/// <param name="Remaining">What stays within reach afterwards, worst first; a bounded list.</param>
[GenerateSerializer, Immutable, Alias("ot.rcontain")]
public sealed record ContainmentOption([property: Id(0)] ValueArray<ContainmentCut> Cuts, [property: Id(1)] ValueArray<EntityId> Remaining);
