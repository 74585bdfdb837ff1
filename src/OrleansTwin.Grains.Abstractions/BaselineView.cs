using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>What an entity usually does, as read from its baseline.</summary>
[GenerateSerializer, Immutable, Alias("ot.bview")]
public sealed record BaselineView
{
    [Id(0)] public ValueArray<BaselineValues> Values { get; init; }

    [Id(1)] public ValueArray<BaselineHours> Hours { get; init; }

    [Id(2)] public long Events { get; init; }
}
