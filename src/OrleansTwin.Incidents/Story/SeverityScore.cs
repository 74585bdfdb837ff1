using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Story;

/// <summary>Least score of a severity, and how much the facts may add.</summary>
internal sealed record SeverityScore(Severity Severity, int Score, int Span);
