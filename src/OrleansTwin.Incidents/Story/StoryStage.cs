using System.Text.Json;
using OrleansTwin.Incidents.Alerts;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// Tells one group as an incident, in this order: steps, origins, reach (blast radius), severity, cause, next moves, graph, evidence,
/// summary with recommendations. Pure: the same group and world give the same record.
/// </summary>
public static class StoryStage
{
    /// <summary>Characters of a shared value that a link shows.</summary>
    private const int LinkValueMax = 300;

    public static Incident Tell(IncidentGroup group, IncidentWorld world) => Tell(group, world, new ImpactIndex(world.Impacts));

    internal static Incident Tell(IncidentGroup group, IncidentWorld world, ImpactIndex impacts)
    {
        var story = new StoryContext(group, world, impacts);
        StepStage.Tell(story);
        OriginStage.Tell(story);
        ReachStage.Tell(story);
        var (severity, score, why) = SeverityStage.Of(story);
        var radius = ReachStage.RadiusOf(story);
        var moves = NextMoveStage.Of(story);
        var title = TitleStage.Of(story);
        var incident = new Incident
        {
            Id = group.Id,
            Title = title,
            Severity = severity,
            Score = score,
            FirstSeen = story.FirstSeen,
            LastSeen = story.LastSeen,
            Actors = Actors(story),
            Origin = story.Origins.ToValueArray(),
            Entities = Entities(story),
            Signals = group.Signals.Select(static signal => signal.Id).ToValueArray(),
            Alerts = group.Alerts.Select(static alert => alert.Id).ToValueArray(),
            Tactics = Tactics.InOrder(group.Signals.SelectMany(static signal => signal.Tactics)).ToValueArray(),
            Steps = story.Steps.ToValueArray(),
            StepsLeftOut = story.StepsLeftOut,
            Links = group.Links.Take(StoryLimits.LinksMax).Select(LinkOf).ToValueArray(),
            RootCause = CauseStage.Of(story),
            // A twin built from logs cannot prove that nothing is in reach: an empty radius is not known, not zero.
            BlastRadius = radius.Count == 0 ? null : radius,
            NextMoves = moves,
            Evidence = EvidenceStage.Of(story),
            Graph = GraphStage.Of(story, moves),
            Summary = new(Headline(story, title, severity), SummaryStage.Of(story, radius, why), RecommendationStage.Of(story)),
        };
        return CloudMeasureStage.AddTo(incident, world, impacts);
    }

    private static IncidentLink LinkOf(Link link) =>
        new(link.From, link.To, NameOf(link.Kind), HostileText.Plain(link.Shared, LinkValueMax), link.With is { } with ? NameOf(with) : null,
            link.SharedWith is { } other ? HostileText.Plain(other, LinkValueMax) : null, link.Why);

    private static string NameOf(LinkKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static string Headline(StoryContext story, string title, Severity severity)
    {
        var span = Durations.Text(story.LastSeen - story.FirstSeen);
        return $"{title}. {severity} incident with {Durations.Count(story.Group.Alerts.Count, "alert")} and {Durations.Count(story.Steps.Count, "step")} within {span}.";
    }

    private static ValueArray<SignalActor> Actors(StoryContext story)
    {
        var actors = new Dictionary<(EntityId Id, EntityId Behind), SignalActor>();
        foreach (var signal in story.Group.Signals)
        {
            var actor = signal.Actor is { Id.IsNone: false } known ? known
                : EntityAlias.IsWorkload(signal.Subject) ? new SignalActor { Id = story.Canonical(signal.Subject), Type = "workload" } : null;
            if (actor is not null)
            {
                actors.TryAdd((actor.Id, actor.Behind?.Id ?? EntityId.None), actor);
            }
        }

        return actors.OrderBy(static pair => pair.Key.Id).ThenBy(static pair => pair.Key.Behind).Select(static pair => pair.Value).Take(StoryLimits.EntitiesMax).ToValueArray();
    }

    private static ValueArray<EntityId> Entities(StoryContext story) =>
        story.Group.Signals.SelectMany(static signal => signal.Entities).Concat(story.Steps.SelectMany(static step => new[] { step.Actor, step.Target }))
            .Where(static id => !id.IsNone).Select(story.Canonical).Distinct().Order().Take(StoryLimits.EntitiesMax).ToValueArray();
}
