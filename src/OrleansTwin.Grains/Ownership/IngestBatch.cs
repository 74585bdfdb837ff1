using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Ownership;

/// <summary>Arrivals of one shard, numbered from 0 without a gap.</summary>
[GenerateSerializer, Immutable, Alias("ot.ingest")]
public sealed record IngestBatch([property: Id(0)] ValueArray<Arrival> Arrivals);
