using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Story;

/// <summary>How severe an incident is, from facts of its story (<c>Data/severity.json</c>).</summary>
internal sealed record SeverityKnowledge(SeverityRule[] Rules, IReadOnlyDictionary<string, string> Words, SeverityScore[] Base, FactPoints[] Points)
{
    public static SeverityKnowledge Current { get; } = EmbeddedJson.Read<SeverityKnowledge>("severity.json");

    /// <summary>The first of the most severe rules that hold, or null.</summary>
    public SeverityRule? Of(IReadOnlySet<string> facts) =>
        Rules.Where(rule => rule.Holds(facts)).OrderByDescending(static rule => rule.Severity).FirstOrDefault();

    /// <summary>The rule's reason with the facts that hold in its places.</summary>
    public string WhyOf(SeverityRule rule, IReadOnlySet<string> facts) =>
        rule.Why.Replace("{all}", Told(rule.All, facts), StringComparison.Ordinal).Replace("{any}", Told(rule.Any, facts), StringComparison.Ordinal).Replace("{and}", Told(rule.And, facts), StringComparison.Ordinal);

    private string Told(string[] of, IReadOnlySet<string> facts) => string.Join(" and ", of.Where(facts.Contains).Select(fact => Words[fact]));

    public int ScoreOf(Severity severity, IReadOnlySet<string> facts)
    {
        var entry = Array.Find(Base, each => each.Severity == severity) ?? throw new InvalidOperationException($"severity.json has no base for {severity}");
        return entry.Score + Math.Min(entry.Span, Points.Where(point => facts.Contains(point.Fact)).Sum(static point => point.Points));
    }
}
