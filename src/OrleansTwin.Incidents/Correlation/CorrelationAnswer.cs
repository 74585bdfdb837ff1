using OrleansTwin.Incidents.Alerts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>The answer of <see cref="CorrelationStage"/>: every session with its alert, and the groups that are incidents.</summary>
public sealed record CorrelationAnswer(ValueArray<AlertSession> Sessions, ValueArray<IncidentGroup> Groups);
