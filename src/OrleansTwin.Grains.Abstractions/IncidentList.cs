using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

[GenerateSerializer, Immutable, Alias("ot.q.incidents")]
public sealed record IncidentList([property: Id(0)] LiveStamp Stamp, [property: Id(1)] ValueArray<IncidentHead> Incidents);
