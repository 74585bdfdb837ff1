using OrleansTwin.Model.Signals;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>An alert or incident of the fork.</summary>
public sealed record DrillFinding(string Title, Severity Severity);
