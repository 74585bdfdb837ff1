using Orleans;
using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Grains.Ownership;

/// <summary>One record as it arrived: its number among the shard's arrivals, and what it says.</summary>
[GenerateSerializer, Immutable, Alias("ot.arrival")]
public sealed record Arrival([property: Id(0)] long Number, [property: Id(1)] PreparedEvent Event);
