using System.Globalization;
using BenchmarkDotNet.Attributes;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Benchmarks;

/// <summary>
/// Ten best paths and the radius on 100,000 entities and a million steps: each entity leads to ten others, most of them near by number, as
/// accounts are. Each call asks from another entity to another; the ends are drawn once, by a fixed rule.
/// </summary>
public class PathBenchmarks
{
    private const int Nodes = 100_000;
    private const int Each = 10;
    private const int Questions = 64;
    private const int NearMax = 2_000;

    private Adjacency? _graph;
    private (EntityId From, EntityId To)[] _questions = [];
    private int _next;

    [GlobalSetup]
    public void Draw()
    {
        var numbers = new Numbers(7);
        var edges = new List<PathEdge>(Nodes * Each);
        for (var node = 0; node < Nodes; node++)
        {
            for (var edge = 0; edge < Each; edge++)
            {
                var to = edge == 0 ? numbers.Below(Nodes) : (node + 1 + numbers.Below(NearMax)) % Nodes;
                edges.Add(new(Id(node), Id(to), "assume", "v", Certainty.Certain, 1 + (3 * (numbers.Below(4) / 3))));
            }
        }

        _graph = new(edges);
        _questions = [.. Enumerable.Range(0, Questions).Select(_ => (Id(numbers.Below(Nodes)), Id(numbers.Below(Nodes))))];
    }

    [Benchmark]
    public int TenBestPaths()
    {
        var (from, to) = _questions[_next++ % Questions];
        return PathStage.Best(from, to, _graph!, PathLimits.Default).Count;
    }

    [Benchmark]
    public int Radius()
    {
        var (from, _) = _questions[_next++ % Questions];
        return PathStage.Radius(from, _graph!, PathLimits.Default with { HopsMax = 3 }, static _ => null).Entities.Count;
    }

    /// <summary>Everything in reach of the longest path, which on this graph is nearly all of it.</summary>
    public int WholeRadius()
    {
        var (from, _) = _questions[_next++ % Questions];
        return PathStage.Radius(from, _graph!, PathLimits.Default, static _ => null).Entities.Count;
    }

    private static EntityId Id(int number) => new(string.Create(CultureInfo.InvariantCulture, $"arn:aws:iam::111122223333:role/n{number:D6}"));

    /// <summary>Numbers by a fixed rule (Lehmer), the same in every run.</summary>
    private sealed class Numbers(ulong seed)
    {
        private ulong _state = seed;

        public int Below(int bound)
        {
            _state = _state * 48_271 % 2_147_483_647;
            return (int)(_state % (ulong)bound);
        }
    }
}
