using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Alerts;

/// <summary>The most that signals of one kind of evidence are worth when nothing else stands beside them.</summary>
internal sealed record ClassCap(string Class, Severity Severity, string Why);
