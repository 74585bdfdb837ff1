using Orleans;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>An incident as a list shows it.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.incidenthead")]
public sealed record IncidentHead
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Title { get; init; }

    [Id(2)] public Severity Severity { get; init; }

    /// <summary>0–100.</summary>
    [Id(3)] public int Score { get; init; }

    [Id(4)] public string Status { get; init; } = string.Empty;

    [Id(5)] public DateTimeOffset FirstSeen { get; init; }

    [Id(6)] public DateTimeOffset LastSeen { get; init; }

    [Id(7)] public int Steps { get; init; }

    [Id(8)] public int Signals { get; init; }

    [Id(9)] public ValueArray<string> Tactics { get; init; }

    [Id(10)] public int? CrownJewels { get; init; }

    [Id(11)] public ValueArray<string> Alerts { get; init; }

    [Id(12)] public ValueArray<string> Actors { get; init; }

    public static IncidentHead Of(Incident incident) => new()
    {
        Id = incident.Id,
        Title = incident.Title,
        Severity = incident.Severity,
        Score = incident.Score,
        Status = incident.Status,
        FirstSeen = incident.FirstSeen,
        LastSeen = incident.LastSeen,
        Steps = incident.Steps.Count,
        Signals = incident.Signals.Count,
        Tactics = incident.Tactics,
        CrownJewels = incident.BlastRadius?.CrownJewels,
        Alerts = incident.Alerts,
        Actors = incident.Actors.Select(static actor => actor.Id.Value).Distinct(StringComparer.Ordinal).ToValueArray(),
    };
}
