using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

/// <summary>What the actors can reach from what they hold, worst first.</summary>
[GenerateSerializer, Immutable, Alias("ot.iradius")]
public sealed record BlastRadius(
    [property: Id(0)] int Count,
    [property: Id(1)] int CrownJewels,
    [property: Id(2)] ValueArray<EntityId> Entities)
{
    public const int EntitiesMax = 100;
}
