using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>A heading with its lines, and what stands there when there are none.</summary>
public sealed record ReportSection(string Title, ValueArray<ReportLine> Lines, string Otherwise);
