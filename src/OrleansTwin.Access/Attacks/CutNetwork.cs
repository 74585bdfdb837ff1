using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>The part of a graph between foothold and targets as a network to cut: each entity is split in two, so that taking it away is an arc too.</summary>
internal sealed class CutNetwork
{
    private readonly Adjacency _graph;
    private readonly ContainmentWeights _weights;
    private readonly MinimumCut _cut;
    private readonly int _from;
    private readonly int _to;
    private readonly Dictionary<int, ContainmentAction> _actions = [];
    private readonly Dictionary<int, long> _capacities = [];

    public CutNetwork(Adjacency graph, HashSet<int> between, HashSet<int> starts, HashSet<int> ends, ContainmentWeights weights)
    {
        (_graph, _weights) = (graph, weights);
        var nodes = between.Order().ToList();
        var index = nodes.Select(static (node, i) => (node, i)).ToDictionary(static p => p.node, static p => p.i);
        _from = nodes.Count * 2;
        _to = _from + 1;
        _cut = new(_to + 1);
        foreach (var node in nodes)
        {
            var (entry, exit) = (index[node] * 2, (index[node] * 2) + 1);
            Add(entry, exit, ends.Contains(node) ? null : ActionOn(node));
            if (starts.Contains(node))
            {
                Add(_from, entry, null);
            }

            if (ends.Contains(node))
            {
                Add(exit, _to, null);
            }

            var edges = graph.EdgesOf(node);
            for (var edge = edges.Start.Value; edge < edges.End.Value; edge++)
            {
                if (index.TryGetValue(graph.TargetOf(edge), out var target))
                {
                    Add(exit, target * 2, ActionOn(graph.Edge(edge)));
                }
            }
        }
    }

    /// <param name="forbidden">Actions that may not be taken, by target, kind and text.</param>
    public (long Cost, IReadOnlyList<ContainmentAction> Actions)? Solve(HashSet<string> forbidden)
    {
        foreach (var (arc, capacity) in _capacities)
        {
            var action = _actions.GetValueOrDefault(arc);
            _cut.Capacity(arc, action is not null && forbidden.Contains(action.Target.Value + " " + action.Action + " " + action.Text) ? MinimumCut.Never : capacity);
        }

        if (_cut.Solve(_from, _to) is not { } solved)
        {
            return null;
        }

        var actions = solved.Arcs.Select(arc => _actions[arc]).OrderBy(static a => a.Target).ThenBy(static a => a.Text, StringComparer.Ordinal).ToList();
        return (solved.Cost, actions);
    }

    private void Add(int from, int to, ContainmentAction? action)
    {
        var capacity = action?.Cost ?? MinimumCut.Never;
        var arc = _cut.Add(from, to, capacity);
        _capacities[arc] = capacity;
        if (action is not null)
        {
            _actions[arc] = action;
        }
    }

    private ContainmentAction? ActionOn(int node)
    {
        var id = _graph.Node(node);
        var kind = KindOf(node, id);
        if (kind is null || !ContainmentKinds.Default.Entities.TryGetValue(kind, out var action))
        {
            return null;
        }

        var calls = _weights.CallsOf?.Invoke(id);
        var edges = _graph.EdgesOf(node);
        var cuts = Enumerable.Range(edges.Start.Value, edges.End.Value - edges.Start.Value).Select(_graph.Edge).ToValueArray();
        return new(action.Action, id, action.Text.Replace("{to}", AttackNodes.NameOf(id), StringComparison.Ordinal), action.Cost + Weight(calls), calls, cuts);
    }

    private ContainmentAction? ActionOn(PathEdge edge)
    {
        if (!ContainmentKinds.Default.Steps.TryGetValue(edge.Kind, out var action) || AttackNodes.IsAdministrator(edge.From))
        {
            return null;
        }

        var uses = _weights.UsesOf?.Invoke(edge);
        var text = action.Text.Replace("{from}", AttackNodes.NameOf(edge.From), StringComparison.Ordinal).Replace("{to}", AttackNodes.NameOf(edge.To), StringComparison.Ordinal).Replace("{via}", edge.Via, StringComparison.Ordinal);
        return new(action.Action, edge.To, text, action.Cost + Weight(uses), uses, [edge]);
    }

    private static long Weight(long? calls) => calls is { } known ? known / ContainmentKinds.Default.CallsPerPoint : 0;

    /// <summary>The internet, other accounts and administrators as such cannot be acted on.</summary>
    private string? KindOf(int node, EntityId id)
    {
        if (id == AttackNodes.Internet || AttackNodes.IsAdministrator(id) || id.Kind is EntityKind.Account or EntityKind.Address)
        {
            return null;
        }

        if (id.Kind == EntityKind.Identity)
        {
            return _graph.EdgesTo(node).Length > 0 || id.Value.Contains(":user/", StringComparison.Ordinal) || id.Value.Contains(":role/", StringComparison.Ordinal) ? "identity" : null;
        }

        return Leads(node) ? "workload" : null;
    }

    private bool Leads(int node) => _graph.EdgesOf(node) is var edges && edges.End.Value > edges.Start.Value;
}
