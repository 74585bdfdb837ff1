using Orleans;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A relation seen from its far end: who carries it, which kind, by which event it is known.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.relationto")]
public sealed record RelationTo([property: Id(0)] EntityId From, [property: Id(1)] RelationKind Kind, [property: Id(2)] string Evidence);
