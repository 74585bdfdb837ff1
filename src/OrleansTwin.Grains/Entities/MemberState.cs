using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Entities;

/// <summary>An entity as its shard keeps it: the state, and how many parts led to it.</summary>
/// <param name="Version">Rises with every part applied, so the owner sees an answer that lacks another's effect.</param>
[GenerateSerializer, Immutable, Alias("ot.member")]
public sealed record MemberState([property: Id(0)] EntityState Entity, [property: Id(1)] long Version)
{
    public static MemberState Empty(EntityId id) => new(EntityState.Empty(id), 0);
}
