using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>One piece of evidence; of the members after the kind the one of its kind is set.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.evidence")]
public sealed record EvidenceItem
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public EvidenceKind Kind { get; init; }

    [Id(2)] public EventRecord? Event { get; init; }

    [Id(3)] public Signal? Signal { get; init; }

    [Id(4)] public Impact? Change { get; init; }

    [Id(5)] public EntityHead? Entity { get; init; }

    [Id(6)] public IncidentHead? Incident { get; init; }

    [Id(7)] public EvidenceSource? Source { get; init; }
}
