using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>Counts by hour of event time (UTC) of one measure of one subject; hours left out are zero.</summary>
[GenerateSerializer, Immutable, Alias("ot.bhours")]
public sealed record BaselineHours(
    [property: Id(0)] string Subject,
    [property: Id(1)] string Measure,
    [property: Id(2)] ValueArray<HourCount> Counts);
