using Orleans;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Grains.Ownership;

/// <summary>Arrivals of one shard: numbers of the source in rising order.</summary>
/// <param name="NextArrival">Number after the last record the source has read so far, whichever shard it went to.</param>
[GenerateSerializer, Immutable, Alias("ot.ingest")]
public sealed record IngestBatch(
    [property: Id(0)] ValueArray<Arrival> Arrivals,
    [property: Id(1)] long NextArrival);
