using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Story;

/// <summary>How severe an incident is, from facts of its story (<c>Data/severity.json</c>).</summary>
internal sealed record SeverityKnowledge(SeverityRule[] Rules, SeverityScore[] Base, FactPoints[] Points)
{
    public static SeverityKnowledge Current { get; } = EmbeddedJson.Read<SeverityKnowledge>("severity.json");

    /// <summary>The first of the most severe rules that hold, or null.</summary>
    public SeverityRule? Of(IReadOnlySet<string> facts) =>
        Rules.Where(rule => rule.Holds(facts)).OrderByDescending(static rule => rule.Severity).FirstOrDefault();

    public int ScoreOf(Severity severity, IReadOnlySet<string> facts)
    {
        var entry = Array.Find(Base, each => each.Severity == severity) ?? throw new InvalidOperationException($"severity.json has no base for {severity}");
        return entry.Score + Math.Min(entry.Span, Points.Where(point => facts.Contains(point.Fact)).Sum(static point => point.Points));
    }
}
