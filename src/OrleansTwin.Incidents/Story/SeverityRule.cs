using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Story;

/// <summary>All of <paramref name="All"/>, one of <paramref name="Any"/> and one of <paramref name="And"/> (each where given) make an incident at least this severe.</summary>
internal sealed record SeverityRule(string Id, Severity Severity, string[] All, string[] Any, string[] And, string Why)
{
    public bool Holds(IReadOnlySet<string> facts) =>
        All.All(facts.Contains) && (Any.Length == 0 || Any.Any(facts.Contains)) && (And.Length == 0 || And.Any(facts.Contains));
}
