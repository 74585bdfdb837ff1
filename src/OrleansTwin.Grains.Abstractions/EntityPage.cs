using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A page of a search. <paramref name="Total"/> counts all that fit; <paramref name="Next"/> is the id to go on after, or null at the end.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.entities")]
public sealed record EntityPage(
    [property: Id(0)] LiveStamp Stamp,
    [property: Id(1)] ValueArray<EntityHead> Entities,
    [property: Id(2)] int Total,
    [property: Id(3)] string? Next);
