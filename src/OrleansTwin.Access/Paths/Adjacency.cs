using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Access.Paths;

/// <summary>
/// Steps between entities as indexes into arrays (compressed rows), so that a walk over 100,000 entities touches no dictionary.
/// Immutable; nodes and each node's edges stand in ordinal order, so every walk is the same.
/// </summary>
public sealed class Adjacency
{
    private readonly EntityId[] _nodes;
    private readonly int[] _starts;
    private readonly PathEdge[] _edges;
    private readonly int[] _targets;
    private readonly int[] _sources;
    private readonly int[] _costs;
    private readonly int[] _backStarts;
    private readonly Certainty[] _certainties;
    private readonly int[] _back;
    private readonly int[] _backSources;
    private readonly int[] _backCosts;
    private readonly Dictionary<EntityId, int> _index;

    public Adjacency(IEnumerable<PathEdge> edges)
    {
        _edges = [.. edges.Distinct()];
        Array.Sort(_edges, static (one, other) =>
        {
            var order = one.From.CompareTo(other.From);
            order = order != 0 ? order : one.Cost.CompareTo(other.Cost);
            order = order != 0 ? order : one.To.CompareTo(other.To);
            order = order != 0 ? order : string.CompareOrdinal(one.Kind, other.Kind);
            return order != 0 ? order : string.CompareOrdinal(one.Via, other.Via);
        });
        _nodes = [.. _edges.SelectMany(static edge => new[] { edge.From, edge.To }).Distinct()];
        Array.Sort(_nodes);
        _index = new(_nodes.Length);
        for (var node = 0; node < _nodes.Length; node++)
        {
            _index[_nodes[node]] = node;
        }

        _starts = new int[_nodes.Length + 1];
        _backStarts = new int[_nodes.Length + 1];
        _targets = new int[_edges.Length];
        _sources = new int[_edges.Length];
        _costs = Array.ConvertAll(_edges, static edge => edge.Cost);
        _certainties = Array.ConvertAll(_edges, static edge => edge.Certainty);
        CostMax = Math.Max(1, _costs.Length == 0 ? 1 : _costs.Max());
        for (var edge = 0; edge < _edges.Length; edge++)
        {
            _sources[edge] = _index[_edges[edge].From];
            _targets[edge] = _index[_edges[edge].To];
            _starts[_sources[edge] + 1]++;
            _backStarts[_targets[edge] + 1]++;
        }

        for (var node = 0; node < _nodes.Length; node++)
        {
            _starts[node + 1] += _starts[node];
            _backStarts[node + 1] += _backStarts[node];
        }

        _back = new int[_edges.Length];
        var next = _backStarts.ToArray();
        for (var edge = 0; edge < _edges.Length; edge++)
        {
            _back[next[_targets[edge]]++] = edge;
        }

        // Walks backwards read these in order; through the edges' numbers every step would miss the cache.
        _backSources = Array.ConvertAll(_back, edge => _sources[edge]);
        _backCosts = Array.ConvertAll(_back, edge => _costs[edge]);
    }

    public int NodeCount => _nodes.Length;

    public int EdgeCount => _edges.Length;

    public int IndexOf(EntityId id) => _index.GetValueOrDefault(id, -1);

    public EntityId Node(int index) => _nodes[index];

    /// <summary>Edge numbers that leave the node.</summary>
    public Range EdgesOf(int node) => _starts[node].._starts[node + 1];

    /// <summary>Edge numbers that come to the node.</summary>
    public ReadOnlySpan<int> EdgesTo(int node) => _back.AsSpan(_backStarts[node].._backStarts[node + 1]);

    /// <summary>Where the edges of <see cref="EdgesTo"/> come from, in the same order.</summary>
    public ReadOnlySpan<int> SourcesTo(int node) => _backSources.AsSpan(_backStarts[node].._backStarts[node + 1]);

    /// <summary>What they cost, in the same order.</summary>
    public ReadOnlySpan<int> CostsTo(int node) => _backCosts.AsSpan(_backStarts[node].._backStarts[node + 1]);

    /// <summary>The dearest edge's cost, at least 1.</summary>
    public int CostMax { get; }

    public int CostOf(int edge) => _costs[edge];

    public Certainty CertaintyOf(int edge) => _certainties[edge];

    public int SourceOf(int edge) => _sources[edge];

    public PathEdge Edge(int edge) => _edges[edge];

    public int TargetOf(int edge) => _targets[edge];
}
