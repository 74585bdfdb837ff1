using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>Rules, spread and severities from the data files, checked when they are loaded.</summary>
internal sealed class ImpactKnowledge
{
    private readonly Dictionary<string, List<SpreadEdge>> _spread;
    private readonly SeverityTable _severity;

    private ImpactKnowledge()
    {
        Rules = EmbeddedYaml.Read<Dictionary<string, List<ImpactRule>>>("Impacts/Data/impact-rules.yaml")["rules"];
        _spread = EmbeddedYaml.Read<Dictionary<string, List<SpreadEdge>>>("Impacts/Data/spread.yaml");
        _severity = EmbeddedYaml.Read<SeverityTable>("Impacts/Data/severity.yaml");
        foreach (var rule in Rules)
        {
            Check(rule);
        }

        Combinations = [.. _severity.Combinations.Select(static c => (c.All.Select(ParseFinding).ToList(), ParseSeverity(c.Severity)))];
    }

    public static ImpactKnowledge Default { get; } = new();

    public IReadOnlyList<ImpactRule> Rules { get; }

    public IReadOnlyList<(List<FindingKind> All, Severity Severity)> Combinations { get; }

    public IReadOnlyList<SpreadEdge> SpreadOf(Facet facet) => _spread.GetValueOrDefault(facet.ToString().ToLowerInvariant()) ?? [];

    public Severity Weight(string finding, string grade) => ParseSeverity(_severity.Findings[finding][grade]);

    public static FindingKind ParseFinding(string text) => Enum.Parse<FindingKind>(text, ignoreCase: true);

    public static Severity ParseSeverity(string text) => Enum.Parse<Severity>(text, ignoreCase: true);

    private static void Check(ImpactRule rule)
    {
        var triggers = (rule.Attribute is null ? 0 : 1) + (rule.Relation is null ? 0 : 1) + (rule.Life is null ? 0 : 1);
        var wrong = rule.Id.Length == 0 ? "has no id"
            : rule.Types.Count == 0 ? "names no types"
            : triggers != 1 ? "must name one of attribute, relation, life"
            : rule.Relation is not null && !Enum.TryParse<RelationKind>(rule.Relation, out _) ? $"names the relation `{rule.Relation}`"
            : rule.Finding is not null && !Enum.TryParse<FindingKind>(rule.Finding, ignoreCase: true, out _) ? $"names the finding `{rule.Finding}`"
            : !Enum.TryParse<Severity>(rule.Severity, ignoreCase: true, out _) ? $"names the severity `{rule.Severity}`"
            : !RuleDeciders.Names.Contains(rule.Decide) ? $"is decided by `{rule.Decide}`; allowed: {string.Join(", ", RuleDeciders.Names.Order(StringComparer.Ordinal))}"
            : null;
        if (wrong is not null)
        {
            throw new InvalidOperationException($"impact-rules.yaml: rule `{rule.Id}` {wrong}");
        }
    }
}
