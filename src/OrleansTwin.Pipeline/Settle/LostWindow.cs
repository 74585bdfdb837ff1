using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// A window of which a source itself says that records were lost: <c>SKIPDATA</c> of a flow log ("Flow log records", Amazon VPC User Guide).
/// </summary>
/// <param name="At">Position of the record that says so.</param>
/// <param name="Of">The interface or instance watched.</param>
[GenerateSerializer, Immutable, Alias("ot.lostwindow")]
public sealed record LostWindow(
    [property: Id(0)] RecordFormat Source,
    [property: Id(1)] EventOrder At,
    [property: Id(2)] EntityId Of,
    [property: Id(3)] DateTimeOffset From,
    [property: Id(4)] DateTimeOffset To);
