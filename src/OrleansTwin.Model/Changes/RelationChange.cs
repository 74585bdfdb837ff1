using Orleans;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Model.Changes;

/// <summary>
/// A relation set or removed. With <paramref name="Exclusive"/> the entity has one relation of the kind at a time, so setting it ends the one before.
/// A removal whose <paramref name="To"/> is <see cref="EntityId.None"/> ends all of the kind.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.rel")]
public sealed record RelationChange(
    [property: Id(0)] RelationKind Kind,
    [property: Id(1)] EntityId To,
    [property: Id(2)] string ToType,
    [property: Id(3)] bool Removed = false,
    [property: Id(4)] bool Exclusive = false);
