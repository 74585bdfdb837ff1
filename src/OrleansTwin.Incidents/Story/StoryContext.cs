using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>One group with the world it is told from; each part of the story adds what it found. Lives for one build.</summary>
internal sealed class StoryContext
{
    private readonly Dictionary<string, EntityId> _canonical = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityId, EntityView?> _views = [];

    public StoryContext(IncidentGroup group, IncidentWorld world, ImpactIndex impacts)
    {
        ImpactIndex = impacts;
        Group = group;
        World = world;
        Scope = ActorScope.Of(group, world);
        FirstSeen = group.Signals[0].Time;
        LastSeen = group.Signals.Select(Alerts.SignalSet.EndOf).Max();
        (AlertsFrom, AlertsTo) = SpanOf(group);
        AlertSignals = group.Alerts.SelectMany(static alert => alert.Signals).ToHashSet(StringComparer.Ordinal);
        LearnNames();
    }

    public IncidentGroup Group { get; }

    public IncidentWorld World { get; }

    public ImpactIndex ImpactIndex { get; }

    /// <summary>Impacts by the id of their change event.</summary>
    public Dictionary<string, List<Impact>> ImpactsOf => ImpactIndex.ByChange;

    public ActorScope Scope { get; }

    public DateTimeOffset FirstSeen { get; }

    public DateTimeOffset LastSeen { get; }

    /// <summary>From when to when the alerts and their changes lasted: weaker signals before and after are told, and widen nothing.</summary>
    public DateTimeOffset AlertsFrom { get; }

    public DateTimeOffset AlertsTo { get; }

    /// <summary>Events that no step lists, for the bound on steps.</summary>
    public ValueArray<string> LeftOut { get; set; }

    /// <summary>Steps beyond the bound.</summary>
    public int StepsLeftOut { get; set; }

    /// <summary>Ids of signals that are part of an alert.</summary>
    public HashSet<string> AlertSignals { get; }

    /// <summary>Events that are steps, in canonical order.</summary>
    public List<EventRecord> Events { get; set; } = [];

    /// <summary>Impacts of the story: of the group, and of other steps.</summary>
    public List<Impact> Impacts { get; set; } = [];

    public List<IncidentStep> Steps { get; set; } = [];

    public List<IncidentOrigin> Origins { get; set; } = [];

    public ReachMap Reach { get; set; } = ReachMap.Empty;

    public HashSet<string> Facts { get; } = new(StringComparer.Ordinal);

    /// <summary>The id under which the story shows an entity that has several.</summary>
    public EntityId Canonical(EntityId id) => id.IsNone ? EntityId.None : _canonical.GetValueOrDefault(EntityAlias.Of(id).Value, id);

    public EntityView? ViewOf(EntityId id)
    {
        if (!_views.TryGetValue(id, out var view))
        {
            _views[id] = view = id.IsNone ? null : World.ViewOf(id);
        }

        return view;
    }

    public string LabelOf(EntityId id) => EntityLabel.Of(id, ViewOf(id));

    /// <summary>A signal's explanation with its subject called as the story calls it.</summary>
    public string Said(Signal signal) =>
        signal.Subject.IsNone ? signal.Explanation.Text : signal.Explanation.Text.Replace(signal.Subject.Value, LabelOf(Canonical(signal.Subject)), StringComparison.Ordinal);

    public string TypeOf(EntityId id) => ViewOf(id)?.Type is { Length: > 0 } type ? type : EntityTypes.Of(id);

    public bool IsJewel(EntityId id) => ViewOf(id)?.CrownJewel is { Basis: JewelBasis.Marked } or { Level: "high" or "critical" };

    public IEnumerable<Signal> SignalsInAlerts => Group.Signals.Where(signal => AlertSignals.Contains(signal.Id));

    private static (DateTimeOffset From, DateTimeOffset To) SpanOf(IncidentGroup group)
    {
        var alerts = group.Alerts.SelectMany(static alert => alert.Signals).ToHashSet(StringComparer.Ordinal);
        var loud = group.Signals.Where(signal => alerts.Contains(signal.Id)).ToList();
        return (loud.Min(static signal => signal.Time), loud.Max(Alerts.SignalSet.EndOf));
    }

    /// <summary>A full id wins over a short one wherever one of the group's records has it.</summary>
    private void LearnNames()
    {
        var ids = Group.Signals.SelectMany(static signal => signal.Entities)
            .Concat(Group.Impacts.SelectMany(static impact => impact.Gained.Select(static gain => gain.Who).Append(impact.Resource).Concat(impact.Reached)))
            .Concat(Group.Signals.SelectMany(signal => signal.Evidence).Select(World.EventOf).OfType<EventRecord>().SelectMany(static record => record.Targets.Select(static target => target.Id)));
        foreach (var id in ids.Where(static id => !id.IsNone && EntityAlias.Of(id) != id))
        {
            var alias = EntityAlias.Of(id).Value;
            if (!_canonical.TryGetValue(alias, out var known) || id < known)
            {
                _canonical[alias] = id;
            }
        }
    }
}
