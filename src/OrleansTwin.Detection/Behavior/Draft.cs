using OrleansTwin.Detection.Scoring;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>A signal in the making: what a detector found, before rule text and score are added.</summary>
internal sealed record Draft
{
    private const int TextMax = 200;

    public required string Rule { get; init; }

    public required EventOrder Position { get; init; }

    /// <summary>Event id, value or bucket; with the subject inside the entity it makes the signal's id.</summary>
    public required string Anchor { get; init; }

    public string Subject { get; init; } = string.Empty;

    public required string Dimension { get; init; }

    public required string Observed { get; init; }

    public required string Expected { get; init; }

    public required string Window { get; init; }

    public required string Text { get; init; }

    public string? Title { get; init; }

    /// <summary>Null: the rule's own.</summary>
    public Severity? Severity { get; init; }

    public Novelty Novelty { get; init; }

    public ObservationContext Actor { get; init; } = ObservationContext.None;

    /// <summary>Entities besides the one whose state is read.</summary>
    public IReadOnlyList<EntityId> Related { get; init; } = [];

    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Time of the first evidence where it differs from the position's.</summary>
    public DateTimeOffset? Time { get; init; }

    public DateTimeOffset? LastTime { get; init; }

    /// <summary>Untrusted text cut to a bounded length, for sentences.</summary>
    public static string Cut(string? text) => text is null ? "not known" : text.Length <= TextMax ? text : string.Concat(text.AsSpan(0, TextMax), "…");

    public Finding Make(DeriveScope scope)
    {
        var rule = scope.Context.Options.Rule(Rule);
        var severity = Severity ?? rule.Severity;
        var entities = Related.Where(id => !id.IsNone && id != scope.Id).Distinct().Order().Prepend(scope.Id).ToValueArray();
        var jewel = entities.Select(scope.Context.JewelOf).OfType<CrownJewel>().OrderBy(static j => j.Basis).FirstOrDefault();
        var score = ScoreStage.Score(new(severity, rule.Confidence, jewel, Exposure.Unknown, Novelty), scope.Context.Scoring);
        var time = Time ?? Position.Time;
        return new(Position, new Signal
        {
            Id = Signal.IdOf(Rule, scope.Id, Subject.Length == 0 ? Anchor : Subject + "|" + Anchor),
            Time = time,
            LastTime = LastTime ?? time,
            Rule = Rule,
            Title = Title ?? rule.Title,
            Kind = rule.Kind,
            Dimension = rule.Dimension,
            Severity = severity,
            Score = score.Value,
            Actor = ActorOf(scope.Id),
            Entities = entities,
            Techniques = rule.Techniques.ToValueArray(),
            Tactics = rule.Tactics.ToValueArray(),
            Evidence = Evidence.Distinct(StringComparer.Ordinal).Take(scope.Thresholds.EvidenceMax).ToValueArray(),
            Explanation = new(Text, Dimension, Observed, Expected, Window),
            Family = rule.Family,
        });
    }

    private SignalActor? ActorOf(EntityId id)
    {
        var principal = Actor.Principal is { Length: > 0 } named ? new EntityId(named) : id.Kind == EntityKind.Identity ? id : EntityId.None;
        if (principal.IsNone)
        {
            return null;
        }

        return new() { Id = principal, Type = TypeOf(principal), SourceIp = Actor.Address, UserAgent = Actor.Agent, Credential = Actor.Credential };
    }

    private static string TypeOf(EntityId id) =>
        id.Value.StartsWith(EntityId.ServicePrefix, StringComparison.Ordinal) ? "service"
        : Arn.TryParse(id.Value, out var arn) ? arn.ResourceType is { Length: > 0 } type ? type : arn.Resource
        : "principal";
}
