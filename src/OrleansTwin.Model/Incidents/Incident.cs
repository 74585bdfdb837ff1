using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

/// <summary>Alerts and signals that belong together, told as one story. Field meanings: CONTRACTS, incidents.jsonl.</summary>
[GenerateSerializer, Immutable, Alias("ot.incident")]
public sealed record Incident
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Title { get; init; }

    [Id(2)] public required Severity Severity { get; init; }

    /// <summary>0–100.</summary>
    [Id(3)] public int Score { get; init; }

    [Id(4)] public string Status { get; init; } = "new";

    [Id(5)] public required DateTimeOffset FirstSeen { get; init; }

    [Id(6)] public required DateTimeOffset LastSeen { get; init; }

    [Id(7)] public ValueArray<SignalActor> Actors { get; init; }

    [Id(8)] public ValueArray<IncidentOrigin> Origin { get; init; }

    [Id(9)] public ValueArray<EntityId> Entities { get; init; }

    [Id(10)] public ValueArray<string> Signals { get; init; }

    [Id(11)] public ValueArray<string> Tactics { get; init; }

    [Id(12)] public ValueArray<IncidentStep> Steps { get; init; }

    [Id(13)] public RootCause? RootCause { get; init; }

    [Id(14)] public BlastRadius? BlastRadius { get; init; }

    [Id(15)] public ValueArray<NextMove> NextMoves { get; init; }

    [Id(16)] public IncidentEvidence? Evidence { get; init; }

    [Id(17)] public IncidentGraph? Graph { get; init; }

    [Id(18)] public IncidentSummary? Summary { get; init; }

    [Id(19)] public ValueArray<string> Alerts { get; init; }

    /// <summary>By what each signal and change joined: one link less than there are parts.</summary>
    [Id(20)] public ValueArray<IncidentLink> Links { get; init; }

    /// <summary>Steps beyond the bound that are not listed, after equal ones were folded; those with evidence are listed first.</summary>
    [Id(21)] public int StepsLeftOut { get; init; }
}
