using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Pipeline.Output;

/// <summary>How signals, alerts, incidents and events become lines. Entities, impacts and dead letters have one format only.</summary>
public sealed record ResultLines(Func<Signal, string> Signal, Func<Alert, string> Alert, Func<Incident, string> Incident, Func<EventRecord, string> Event)
{
    /// <summary>The fields of CONTRACTS.</summary>
    public static ResultLines Native { get; } = new(TwinJson.Line, TwinJson.Line, TwinJson.Line, TwinJson.Line);
}
