using System.Globalization;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Scoring;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Rules;

/// <summary>
/// Other products' findings as signals: one a finding, as its latest revision says it. A pure function of the set of records. A finding of
/// posture, vulnerability or kind of data is low at most: it counts by exposure, which a product that sees one resource does not weigh.
/// </summary>
public static class FindingStage
{
    /// <summary>Dimension of the explanation.</summary>
    public const string Dimension = "finding";

    /// <summary>Revisions named as evidence, the latest.</summary>
    private const int EvidenceMax = 20;

    private const int EntitiesMax = 20;
    private const string RulePrefix = "thirdparty.";

    public static IEnumerable<Signal> Signals(IEnumerable<EventRecord> events) =>
        events.Where(static record => record.Finding is not null)
            .GroupBy(KeyOf, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => Of([.. group]));

    /// <summary>What the revisions of one finding share.</summary>
    public static string KeyOf(EventRecord record) => StableHash.Id("finding", record.Finding!.Product, record.Finding.Id);

    /// <param name="revisions">Of one finding, at least one, in any order.</param>
    public static Signal Of(IReadOnlyList<EventRecord> revisions)
    {
        var ordered = revisions.DistinctBy(static record => record.Id).OrderBy(static record => record.Finding!.Updated).ThenBy(static record => record.Id, StringComparer.Ordinal).ToList();
        var latest = ordered[^1];
        var finding = latest.Finding!;
        var severity = SeverityOf(finding);
        var subject = RuleSignalStage.SubjectOf(latest);
        return new()
        {
            // Anchored at the finding, so that a revision with another resource is still the same signal.
            Id = StableHash.Id("sig", RulePrefix, KeyOf(latest)),
            Time = latest.Time,
            LastTime = latest.Time,
            Rule = $"{RulePrefix}{Word(finding.Product)}",
            Title = finding.Title,
            Kind = SignalKind.ThirdParty,
            Dimension = DimensionOf(finding, subject),
            Severity = severity,
            Score = ScoreStage.Score(new(severity, RuleConfidence.Medium, null, Exposure.Unknown, Novelty.None), ScoringOptions.Default).Value,
            Actor = latest.Actor.Id.Length == 0 ? null : new() { Id = new(latest.Actor.Id), Type = latest.Actor.Type.ToString(), SourceIp = latest.SourceIp, UserAgent = latest.UserAgent, Credential = latest.Actor.Credential },
            Entities = latest.Targets.Select(static target => target.Id).Where(id => !id.IsNone && id != subject).Distinct().Take(EntitiesMax).Prepend(subject).ToValueArray(),
            Techniques = finding.Techniques,
            Tactics = finding.Tactics,
            Evidence = ordered.TakeLast(EvidenceMax).Select(static record => record.Id).ToValueArray(),
            Explanation = new(Sentence(finding), Dimension, Observed(finding), $"what {finding.Product} takes for ordinary", Revisions(ordered.Count)),
        };
    }

    private static Severity SeverityOf(VendorFinding finding) =>
        finding.Closed ? Severity.Info
        : finding.Class == FindingClass.Threat ? finding.Severity ?? Severity.Low
        : (Severity)Math.Min((int)(finding.Severity ?? Severity.Low), (int)Severity.Low);

    private static string Sentence(VendorFinding finding)
    {
        var text = finding.Text.Length > 0 ? finding.Text : finding.Title;
        return finding.Closed ? $"{text} {finding.Product} has closed it."
            : finding.Class != FindingClass.Threat && finding.Severity > Severity.Low ? $"{text} Low here: it counts by what can reach the resource, which {finding.Product} does not weigh."
            : finding.Severity is null ? $"{text} How grave it is was not told in a way that is known here."
            : text;
    }

    private static string Observed(VendorFinding finding) =>
        $"{finding.Product}: severity {(finding.SeverityText.Length > 0 ? finding.SeverityText : "not told")}{(finding.Closed ? ", closed" : string.Empty)}";

    private static string Revisions(int count) => count == 1 ? "one report" : string.Create(CultureInfo.InvariantCulture, $"the latest of {count} reports");

    private static SignalDimension DimensionOf(VendorFinding finding, EntityId subject) =>
        finding.Class == FindingClass.DataClass ? SignalDimension.Data
        : finding.Class != FindingClass.Threat ? SignalDimension.Configuration
        : subject.Kind is EntityKind.Identity or EntityKind.Credential ? SignalDimension.Identity
        : subject.Kind == EntityKind.Address ? SignalDimension.Network
        : SignalDimension.Configuration;

    private static string Word(string product) =>
        string.Concat(product.ToLowerInvariant().Select(static letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
}
