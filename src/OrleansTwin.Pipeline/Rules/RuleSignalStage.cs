using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Scoring;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Correlation;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Rules;

/// <summary>
/// A rule's match as a signal. A rule on one event is anchored at the event and its subject is the caller; an episode of a correlation is
/// anchored as the correlator says and its subject is the caller of its first event.
/// </summary>
public static class RuleSignalStage
{
    /// <summary>Dimension of the explanation of what a rule said.</summary>
    public const string Dimension = "rule";

    private const int FieldsShownMax = 6;
    private const int ValueCharactersMax = 120;

    /// <summary>Entities a signal names besides its subject.</summary>
    private const int EntitiesMax = 20;

    private static readonly HashSet<string> IdentityServices = new(StringComparer.Ordinal) { "iam", "sts", "signin", "sso", "sso-directory", "identitystore", "organizations" };

    public static Signal Of(RuleHit hit, EventRecord record)
    {
        var subject = SubjectOf(record);
        var observed = string.Join("; ", hit.Fields.Take(FieldsShownMax).Select(Observed));
        return Make(hit.Rule, subject, record.Id, [record], record.ReadOnly == false ? SignalKind.Configuration : SignalKind.Behavior) with
        {
            Explanation = new(Sentence(hit.Rule), Dimension, observed, string.Join("; ", hit.Fields.Take(FieldsShownMax).Select(Asked)), "one event"),
        };
    }

    /// <param name="evidence">The episode's events that are known, in canonical order; at least one.</param>
    public static Signal Of(SigmaCorrelationResult episode, SigmaCorrelation correlation, IReadOnlyList<EventRecord> evidence)
    {
        var subject = SubjectOf(evidence[0]);
        var more = episode.Truncated ? " or more" : string.Empty;
        var observed = FormattableString.Invariant($"{Counted(correlation, episode, more)} from {episode.First:u} to {episode.Last:u}");
        var thresholds = string.Join(" and ", correlation.Thresholds.Select(static threshold => FormattableString.Invariant($"{Words(threshold.Comparison)} {threshold.Value}")));
        return Make(correlation.Metadata, subject, $"{string.Join('|', episode.Group)}|{episode.Anchor}", evidence, SignalKind.Sequence) with
        {
            Time = episode.First,
            LastTime = episode.Last,
            Evidence = episode.Evidence.ToValueArray(),
            Explanation = new(
                Sentence(correlation.Metadata), Dimension, observed,
                thresholds.Length > 0 ? $"the rule asks for {thresholds}" : $"all of: {string.Join(", ", correlation.Rules)}",
                FormattableString.Invariant($"{correlation.Timespan} sliding, of one {(correlation.GroupBy.IsEmpty ? "account" : string.Join(", ", correlation.GroupBy))}")),
        };
    }

    private static Signal Make(SigmaMetadata rule, EntityId subject, string anchor, IReadOnlyList<EventRecord> evidence, SignalKind kind)
    {
        var severity = SeverityOf(rule.Level);
        var first = evidence[0];
        var confidence = rule.Status == "stable" ? RuleConfidence.High : RuleConfidence.Medium;
        return new()
        {
            Id = Signal.IdOf(rule.Key, subject, anchor),
            Time = first.Time,
            LastTime = evidence[^1].Time,
            Rule = rule.Key,
            Title = rule.Title,
            Kind = kind,
            Dimension = DimensionOf(first),
            Severity = severity,
            Score = ScoreStage.Score(new(severity, confidence, null, Exposure.Unknown, Novelty.None), ScoringOptions.Default).Value,
            Actor = first.Actor.Id.Length == 0 ? null : new()
            {
                Id = new(first.Actor.Id),
                Type = first.Actor.Type.ToString(),
                SourceIp = first.SourceIp,
                UserAgent = first.UserAgent,
                Credential = first.Actor.Credential,
            },
            Entities = evidence.SelectMany(static record => record.Targets).Select(static target => target.Id)
                .Where(id => !id.IsNone && id != subject).Distinct().Take(EntitiesMax).Prepend(subject).ToValueArray(),
            Techniques = rule.Techniques.Order(StringComparer.Ordinal).ToValueArray(),
            Tactics = rule.Tactics.Order(StringComparer.Ordinal).ToValueArray(),
            Evidence = evidence.Select(static record => record.Id).ToValueArray(),
            Explanation = new(string.Empty, Dimension, string.Empty, string.Empty, string.Empty),
        };
    }

    internal static EntityId SubjectOf(EventRecord record) =>
        record.Actor.Id.Length > 0 ? new(record.Actor.Id) : record.Targets.IsEmpty ? EntityId.Account(record.Cloud, record.Account) : record.Targets[0].Id;

    private static SignalDimension DimensionOf(EventRecord record) =>
        record.Category == EventCategory.Data ? SignalDimension.Data
        : IdentityServices.Contains(record.Service.Split('.')[0]) ? SignalDimension.Identity
        : SignalDimension.Configuration;

    private static string Sentence(SigmaMetadata rule) =>
        rule.Extensions.GetValueOrDefault("x-why") is { Length: > 0 } why ? why.Trim()
        : rule.Description.Length > 0 ? rule.Description.Trim()
        : $"{rule.Title}.";

    private static string Observed(SigmaMatchedField field) =>
        field.Value is { } value ? $"{field.Field ?? "record"} = {Cut(value)}" : $"{field.Field ?? "record"} is absent";

    private static string Asked(SigmaMatchedField field) => $"{field.Field ?? "record"}: {Cut(field.Asked)}";

    private static string Cut(string text) => text.Length <= ValueCharactersMax ? text : string.Concat(text.AsSpan(0, ValueCharactersMax), "…");

    private static string Counted(SigmaCorrelation correlation, SigmaCorrelationResult episode, string more)
    {
        var events = FormattableString.Invariant($"{episode.Events}{more} events");
        return correlation.Kind switch
        {
            SigmaCorrelationKind.EventCount or SigmaCorrelationKind.Temporal or SigmaCorrelationKind.TemporalOrdered => events,
            SigmaCorrelationKind.ValueCount => FormattableString.Invariant($"{episode.Measure}{more} different {string.Join(", ", correlation.Fields)} in {events}"),
            _ => FormattableString.Invariant($"{correlation.Kind} {episode.Measure} of {string.Join(", ", correlation.Fields)} over {events}"),
        };
    }

    private static string Words(SigmaComparison comparison) => comparison switch
    {
        SigmaComparison.Equal => "exactly",
        SigmaComparison.NotEqual => "other than",
        SigmaComparison.Less => "fewer than",
        SigmaComparison.LessOrEqual => "at most",
        SigmaComparison.Greater => "more than",
        _ => "at least",
    };

    private static Severity SeverityOf(SigmaLevel level) => level switch
    {
        SigmaLevel.Critical => Severity.Critical,
        SigmaLevel.High => Severity.High,
        SigmaLevel.Medium => Severity.Medium,
        SigmaLevel.Low => Severity.Low,
        SigmaLevel.Informational => Severity.Info,
        _ => Severity.Low,
    };
}
