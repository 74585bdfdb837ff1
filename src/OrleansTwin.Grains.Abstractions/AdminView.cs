using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>An identity's standing towards administrator of its account, with the ways there, surest and shortest first.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.admin")]
public sealed record AdminView(
    [property: Id(0)] AdminStandingWord Standing,
    [property: Id(1)] ValueArray<AdminWay> Ways,
    [property: Id(2)] int More);
