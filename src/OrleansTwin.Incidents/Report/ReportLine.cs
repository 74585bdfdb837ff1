using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Report;

/// <summary>A statement of a report and the event, signal, impact or entity ids it rests on. The text is raw: writers escape it.</summary>
public sealed record ReportLine(string Text, ValueArray<string> Evidence);
