using Orleans;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>Changes with impact, latest first; <paramref name="More"/> counts those left out.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.changes")]
public sealed record ChangePage(
    [property: Id(0)] LiveStamp Stamp,
    [property: Id(1)] ValueArray<Impact> Changes,
    [property: Id(2)] int More);
