using Orleans;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>What one kind of source delivered for one account and region: distinct events, the times of the first and the last (ticks of 100 ns, UTC), how many were data events, and in which hours they came.</summary>
[GenerateSerializer, Immutable, Alias("ot.sourcecount")]
public sealed record SourceCount(
    [property: Id(0)] RecordFormat Source,
    [property: Id(1)] string Region,
    [property: Id(2)] long Events,
    [property: Id(3)] long FirstTicks,
    [property: Id(4)] long LastTicks,
    [property: Id(5)] long DataEvents,
    [property: Id(6)] HourSet Hours);
