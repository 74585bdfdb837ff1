using Orleans;

namespace OrleansTwin.Model.Incidents;

/// <summary>The change or use of a credential that made the rest possible (event id), and why we think so.</summary>
[GenerateSerializer, Immutable, Alias("ot.icause")]
public sealed record RootCause([property: Id(0)] string Change, [property: Id(1)] string Why);
