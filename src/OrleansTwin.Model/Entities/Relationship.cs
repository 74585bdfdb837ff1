using Orleans;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Model.Entities;

/// <summary>A relation that holds as of some time, with what it rests on.</summary>
[GenerateSerializer, Immutable, Alias("ot.relship")]
public sealed record Relationship(
    [property: Id(0)] RelationKind Kind,
    [property: Id(1)] EntityId To,
    [property: Id(2)] KnowledgeBasis Basis,
    [property: Id(3)] string Evidence);
