using OrleansTwin.Incidents.Alerts;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>What belongs to one incident: signals and alerts in order, changes with impact, and the links that joined them.</summary>
public sealed record IncidentGroup
{
    /// <summary>From the earliest signal, so the same set gives the same id.</summary>
    public required string Id { get; init; }

    public required ValueArray<Signal> Signals { get; init; }

    public required ValueArray<Alert> Alerts { get; init; }

    public ValueArray<Impact> Impacts { get; init; }

    public ValueArray<Link> Links { get; init; }

    /// <summary>Why each alert is as severe as it is.</summary>
    public ValueArray<AlertSession> Sessions { get; init; }

    public static string IdOf(Signal earliest) => StableHash.Id("inc", earliest.Id);
}
