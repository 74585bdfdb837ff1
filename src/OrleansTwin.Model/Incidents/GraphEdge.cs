using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Model.Incidents;

/// <summary>An edge of the incident graph. Kind: did, assumed, canReach, canAccess, denied, predicted, has. Step is its index in the steps from 1, or null.</summary>
[GenerateSerializer, Immutable, Alias("ot.iedge")]
public sealed record GraphEdge(
    [property: Id(0)] EntityId From,
    [property: Id(1)] EntityId To,
    [property: Id(2)] string Kind,
    [property: Id(3)] int? Step,
    [property: Id(4)] Certainty Certainty);
