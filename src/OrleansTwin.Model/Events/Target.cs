using Orleans;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Model.Events;

/// <summary>A resource or identity an event touches.</summary>
[GenerateSerializer, Immutable, Alias("ot.target")]
public sealed record Target([property: Id(0)] EntityId Id, [property: Id(1)] string Type, [property: Id(2)] TargetRole Role);
