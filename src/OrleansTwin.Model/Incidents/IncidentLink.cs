using Orleans;

namespace OrleansTwin.Model.Incidents;

/// <summary>
/// By what a part of an incident joined the rest: both ends (signal or impact ids), the kind of link (two for a pair of weak ones), what
/// both ends share by each (a person, an address, an event, …), and the sentence that says why that joins.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.ilink")]
public sealed record IncidentLink(
    [property: Id(0)] string From,
    [property: Id(1)] string To,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Shared,
    [property: Id(4)] string? With,
    [property: Id(5)] string? SharedWith,
    [property: Id(6)] string Why);
