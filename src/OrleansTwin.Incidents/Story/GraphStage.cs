using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>The story as a graph: origins, identities, what was done to what, what can be reached, what may come next. Nodes of the steps come before the reach.</summary>
internal sealed class GraphStage
{
    private readonly StoryContext _story;
    private readonly SortedDictionary<EntityId, string> _states = [];
    private readonly Dictionary<(EntityId From, EntityId To, string Kind), GraphEdge> _edges = [];

    private GraphStage(StoryContext story) => _story = story;

    public static IncidentGraph Of(StoryContext story, ValueArray<NextMove> moves)
    {
        var graph = new GraphStage(story);
        graph.AddOrigins();
        graph.AddSteps();
        graph.AddLineage();
        graph.AddImpacts();
        graph.AddReach(moves);
        return graph.Build();
    }

    /// <summary>Stronger words win: an exposed thing that was also used is compromised.</summary>
    private static readonly string[] States = ["source", "compromised", "exposed", "attempted", "clean", "unconfirmed"];

    private void Node(EntityId id, string state)
    {
        if (id.IsNone || (_states.Count >= StoryLimits.GraphNodesMax && !_states.ContainsKey(id)))
        {
            return;
        }

        if (!_states.TryGetValue(id, out var known) || Array.IndexOf(States, state) < Array.IndexOf(States, known))
        {
            _states[id] = state;
        }
    }

    private void Edge(EntityId from, EntityId to, string kind, int? step, Certainty certainty)
    {
        if (from.IsNone || to.IsNone || from == to || !_states.ContainsKey(from) || !_states.ContainsKey(to))
        {
            return;
        }

        var key = (from, to, kind);
        if (!_edges.TryGetValue(key, out var known) || (step ?? int.MaxValue) < (known.Step ?? int.MaxValue))
        {
            _edges[key] = new(from, to, kind, step, certainty);
        }
    }

    private void AddOrigins()
    {
        foreach (var origin in _story.Origins)
        {
            Node(EntityId.Address(origin.Ip), "source");
        }
    }

    private void AddSteps()
    {
        var byEvent = _story.Events.ToDictionary(static record => record.Id, StringComparer.Ordinal);
        for (var index = 0; index < _story.Steps.Count; index++)
        {
            var step = _story.Steps[index];
            var record = step.Events.IsEmpty ? null : byEvent.GetValueOrDefault(step.Events[0]);
            var isActors = record is null || _story.Scope.Holds(record);
            Node(step.Actor, isActors ? "compromised" : "clean");
            var isDone = step.Outcome == Outcome.Success;
            var isEffect = isDone && record is not null && (record.ReadOnly == false || EventReading.IsDataRead(record) || StoryKnowledge.Current.IsSensitive(record.Action));
            var isOpen = step.Outcome == Outcome.Unknown;
            Node(step.Target, isDone ? isEffect && isActors ? "compromised" : "exposed" : isOpen ? "unconfirmed" : "attempted");
            Edge(step.Actor, step.Target, isDone || isOpen ? "did" : "denied", index + 1, isOpen ? Certainty.Possible : Certainty.Certain);
            if (record?.SourceIp is { } address && isActors)
            {
                Edge(EntityId.Address(address), record.Behind is { } behind && _states.ContainsKey(_story.Canonical(behind.Id)) ? _story.Canonical(behind.Id) : step.Actor, "did", index + 1, Certainty.Certain);
            }
        }
    }

    private void AddLineage()
    {
        foreach (var record in _story.Events.Where(_story.Scope.Holds))
        {
            if (record.Behind is { } behind)
            {
                var (from, to) = (_story.Canonical(behind.Id), _story.Canonical(EventReading.ActorOf(record)));
                Node(from, behind.Confidence >= Confidence.Strong ? "compromised" : "unconfirmed");
                Edge(from, to, "assumed", null, behind.Confidence >= Confidence.Strong ? Certainty.Certain : Certainty.Possible);
            }
        }
    }

    private void AddImpacts()
    {
        foreach (var impact in _story.Impacts)
        {
            var step = _story.Steps.FindIndex(each => each.Impacts.Contains(impact.Id)) + 1;
            Node(_story.Canonical(impact.Resource), "exposed");
            foreach (var gain in impact.Gained)
            {
                var isConnect = gain.Can.StartsWith("connect", StringComparison.Ordinal);
                var who = _story.Canonical(gain.Who);
                Node(who, isConnect ? "source" : "exposed");
                foreach (var target in gain.Examples.Select(_story.Canonical))
                {
                    Node(target, "exposed");
                    Edge(who, target, isConnect ? "canReach" : "canAccess", step > 0 ? step : null, CertaintyOf(gain.Certainty));
                }
            }
        }
    }

    private void AddReach(ValueArray<NextMove> moves)
    {
        foreach (var move in moves)
        {
            Node(move.Target, "clean");
        }

        foreach (var id in ReachStage.Worst(_story))
        {
            Node(id, _story.ViewOf(id) is null or { State: Model.Entities.EntityLife.Unconfirmed } ? "unconfirmed" : "clean");
        }

        foreach (var node in _story.Reach.Nodes.Values.Concat(_story.Reach.Abilities))
        {
            Edge(node.From, node.Id, node.Edge, null, node.Certainty);
        }

        foreach (var move in moves.Where(static move => move.Path.Count > 1))
        {
            Edge(move.Path[^2], move.Target, "predicted", null, Certainty.Possible);
        }
    }

    private IncidentGraph Build()
    {
        var hops = Hops();
        var nodes = _states.Select(pair => new GraphNode(pair.Key, _story.TypeOf(pair.Key), _story.LabelOf(pair.Key), pair.Value, hops.GetValueOrDefault(pair.Key, 0)));
        var edges = _edges.Values.OrderBy(static edge => edge.Step ?? int.MaxValue).ThenBy(static edge => edge.From).ThenBy(static edge => edge.To).ThenBy(static edge => edge.Kind, StringComparer.Ordinal);
        return new(nodes.OrderBy(static node => node.Hop).ThenBy(static node => node.Id).ToValueArray(), edges.ToValueArray());
    }

    /// <summary>Steps from the origins along edges that are not merely possible; from the footholds where there is no origin.</summary>
    private Dictionary<EntityId, int> Hops()
    {
        var next = _edges.Values.GroupBy(static edge => edge.From).ToDictionary(static group => group.Key, static group => group.Select(static edge => edge.To).Distinct().Order().ToList());
        var hops = new Dictionary<EntityId, int>();
        var queue = new Queue<EntityId>();
        foreach (var start in _states.Where(static pair => pair.Value == "source").Select(static pair => pair.Key).DefaultIfEmpty(_story.Reach.Footholds.FirstOrDefault()))
        {
            hops[start] = 0;
            queue.Enqueue(start);
        }

        while (queue.TryDequeue(out var id))
        {
            foreach (var to in next.GetValueOrDefault(id) ?? [])
            {
                if (hops.TryAdd(to, hops[id] + 1))
                {
                    queue.Enqueue(to);
                }
            }
        }

        return hops;
    }

    private static Certainty CertaintyOf(GainCertainty certainty) => certainty switch
    {
        GainCertainty.Always => Certainty.Certain,
        GainCertainty.Conditional => Certainty.Possible,
        _ => Certainty.NotDecidable,
    };
}
