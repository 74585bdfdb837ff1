using Orleans;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Entities;

/// <summary>What is known of an entity and what not.</summary>
[GenerateSerializer, Immutable, Alias("ot.knowledge")]
public sealed record Knowledge(
    [property: Id(0)] KnowledgeBasis Basis,
    [property: Id(1)] DateTimeOffset? AsOf,
    [property: Id(2)] bool Complete,
    [property: Id(3)] ValueArray<string> Unknown,
    [property: Id(4)] ValueArray<string> Ambiguous);
