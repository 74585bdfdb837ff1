using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Signals;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OrleansTwin.Detection.Scoring;

/// <summary>Points of the score and decay of the risk, from <c>scoring.yml</c>. Whole numbers only.</summary>
public sealed record ScoringOptions
{
    private const string DefaultResource = "OrleansTwin.Detection.Scoring.scoring.yml";

    private static readonly Lazy<ScoringOptions> LazyDefault = new(static () =>
        Load(EmbeddedText.Read(DefaultResource)) is { Options: { } options } ? options : throw new InvalidOperationException("the embedded scoring.yml is broken"));

    public static ScoringOptions Default => LazyDefault.Value;

    public int Version { get; init; }

    public Dictionary<Severity, int> Severity { get; init; } = [];

    public Dictionary<RuleConfidence, int> Confidence { get; init; } = [];

    public int JewelMarked { get; init; }

    public int JewelCandidate { get; init; }

    public Dictionary<Exposure, int> Exposure { get; init; } = [];

    public int NoveltySubject { get; init; }

    public int NoveltyAccount { get; init; }

    public RiskOptions Risk { get; init; } = new();

    /// <summary>The options of a text, or all its problems.</summary>
    public static (ScoringOptions? Options, IReadOnlyList<BehaviorProblem> Problems) Load(string text)
    {
        try
        {
            var options = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<ScoringOptions?>(text) ?? new();
            var problems = options.Problems().ToList();
            return problems.Count == 0 ? (options, []) : (null, problems);
        }
        catch (YamlException exception)
        {
            return (null, [new(FormattableString.Invariant($"line {exception.Start.Line}, column {exception.Start.Column}"), (exception.InnerException ?? exception).Message)]);
        }
    }

    private IEnumerable<BehaviorProblem> Problems()
    {
        foreach (var missing in Enum.GetValues<Severity>().Where(s => !Severity.ContainsKey(s)))
        {
            yield return new("severity", $"`{missing}` has no points");
        }

        foreach (var missing in Enum.GetValues<RuleConfidence>().Where(c => !Confidence.ContainsKey(c)))
        {
            yield return new("confidence", $"`{missing}` has no points");
        }

        foreach (var missing in Enum.GetValues<Exposure>().Where(e => !Exposure.ContainsKey(e)))
        {
            yield return new("exposure", $"`{missing}` has no points");
        }

        var points = Severity.Values.Concat(Confidence.Values).Concat(Exposure.Values).Concat([JewelMarked, JewelCandidate, NoveltySubject, NoveltyAccount]);
        foreach (var wrong in points.Where(static p => p is < 0 or > 100))
        {
            yield return new("points", $"`{wrong}`; allowed are 0 to 100");
        }

        if (Risk.HalfLifeHours < 1 || Risk.Half < 1 || Risk.InputsMax < 1 || Risk.HalfLivesMax is < 1 or > 30 || Risk.RepeatPercent is < 0 or > 100)
        {
            yield return new("risk", "halfLifeHours, half and inputsMax are at least 1, halfLivesMax 1 to 30, repeatPercent 0 to 100");
        }
    }
}
