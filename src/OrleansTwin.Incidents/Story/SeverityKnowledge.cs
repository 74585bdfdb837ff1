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
        Filled(Filled(Filled(rule.Why, "{all}", rule.All, facts), "{any}", rule.Any, facts), "{and}", rule.And, facts);

    private string Filled(string why, string place, string[] of, IReadOnlySet<string> facts) =>
        why.Contains(place, StringComparison.Ordinal) ? why.Replace(place, string.Join(" and ", of.Where(facts.Contains).Select(fact => Words[fact])), StringComparison.Ordinal) : why;

    public int ScoreOf(Severity severity, IReadOnlySet<string> facts)
    {
        var entry = Array.Find(Base, each => each.Severity == severity) ?? throw new InvalidOperationException($"severity.json has no base for {severity}");
        return entry.Score + Math.Min(entry.Span, Points.Where(point => facts.Contains(point.Fact)).Sum(static point => point.Points));
    }
}
