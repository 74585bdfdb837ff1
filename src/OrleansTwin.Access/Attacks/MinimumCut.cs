namespace OrleansTwin.Access.Attacks;

/// <summary>
/// Cheapest set of arcs whose removal separates two nodes of a network, by the largest flow (Dinic: levels, then blocking flows).
/// Arcs that may not be cut have the capacity <see cref="Never"/>.
/// </summary>
internal sealed class MinimumCut(int nodes)
{
    public const long Never = long.MaxValue / 4;
    private const int Unseen = -1;

    private readonly List<int> _to = [];
    private readonly List<long> _left = [];
    private readonly List<long> _capacity = [];
    private readonly List<int>[] _arcs = [.. Enumerable.Range(0, nodes).Select(static _ => new List<int>())];

    /// <returns>The arc's number.</returns>
    public int Add(int from, int to, long capacity)
    {
        _arcs[from].Add(_to.Count);
        _to.Add(to);
        _left.Add(capacity);
        _capacity.Add(capacity);
        _arcs[to].Add(_to.Count);
        _to.Add(from);
        _left.Add(0);
        _capacity.Add(0);
        return _to.Count - 2;
    }

    public void Capacity(int arc, long capacity) => _capacity[arc] = capacity;

    /// <summary>The cut nearest to the end, as arc numbers in order; null where nothing that may be cut separates them.</summary>
    public (long Cost, IReadOnlyList<int> Arcs)? Solve(int from, int to)
    {
        for (var arc = 0; arc < _left.Count; arc++)
        {
            _left[arc] = _capacity[arc];
        }

        var total = 0L;
        while (Levels(from) is var levels && levels[to] != Unseen)
        {
            var next = new int[nodes];
            for (var sent = Send(from, to, levels, next); sent > 0; sent = Send(from, to, levels, next))
            {
                total += sent;
                if (total >= Never)
                {
                    return null;
                }
            }
        }

        var reached = Levels(from);
        var arcs = new List<int>();
        for (var arc = 0; arc < _to.Count; arc += 2)
        {
            if (reached[_to[arc + 1]] != Unseen && reached[_to[arc]] == Unseen && _capacity[arc] > 0)
            {
                arcs.Add(arc);
            }
        }

        return (total, arcs);
    }

    private int[] Levels(int from)
    {
        var levels = new int[nodes];
        Array.Fill(levels, Unseen);
        levels[from] = 0;
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var arc in _arcs[node])
            {
                if (_left[arc] > 0 && levels[_to[arc]] == Unseen)
                {
                    levels[_to[arc]] = levels[node] + 1;
                    queue.Enqueue(_to[arc]);
                }
            }
        }

        return levels;
    }

    /// <summary>One augmenting path along rising levels, without recursion.</summary>
    private long Send(int from, int to, int[] levels, int[] next)
    {
        var path = new Stack<int>();
        var node = from;
        while (node != to)
        {
            if (next[node] < _arcs[node].Count)
            {
                var arc = _arcs[node][next[node]];
                if (_left[arc] > 0 && levels[_to[arc]] == levels[node] + 1)
                {
                    path.Push(arc);
                    node = _to[arc];
                }
                else
                {
                    next[node]++;
                }
            }
            else if (path.TryPop(out var back))
            {
                node = _to[back ^ 1];
                next[node]++;
            }
            else
            {
                return 0;
            }
        }

        var amount = path.Min(arc => _left[arc]);
        foreach (var arc in path)
        {
            _left[arc] -= amount;
            _left[arc ^ 1] += amount;
        }

        return amount;
    }
}
