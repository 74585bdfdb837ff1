using Orleans;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>An entity as a list shows it.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.entityhead")]
public sealed record EntityHead(
    [property: Id(0)] EntityId Id,
    [property: Id(1)] EntityKind Kind,
    [property: Id(2)] string Type,
    [property: Id(3)] string? Name,
    [property: Id(4)] string? Account,
    [property: Id(5)] EntityLife State,
    [property: Id(6)] Exposure Exposure,
    [property: Id(7)] CrownJewel? CrownJewel,
    [property: Id(8)] DateTimeOffset? LastSeen,
    [property: Id(9)] int NotKnown)
{
    public static EntityHead Of(EntityView view) => new(
        view.Id, view.Kind, view.Type, view.Name, view.Account, view.State, view.Exposure, view.CrownJewel, view.LastSeen, view.Knowledge.Unknown.Count);
}
