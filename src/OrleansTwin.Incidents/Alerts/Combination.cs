using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Alerts;

/// <summary>
/// At least <paramref name="RulesMin"/> different rules of at least <paramref name="ClassesMin"/> kinds of evidence, each of severity
/// <paramref name="Least"/> or more, are together worth <paramref name="Severity"/>. Family <c>*</c> is any.
/// </summary>
internal sealed record Combination(string Id, string Family, int RulesMin, int ClassesMin, Severity Least, Severity Severity, string Why);
