using CsCheck;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Attacks;

/// <summary>Cuts and choke points against every subset of actions, on small graphs.</summary>
public sealed class ContainmentTests
{
    private static readonly string[] Kinds = ["assume", "store", "network", "runsAs", "administers"];

    private static readonly Gen<Adjacency> Graph = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[0, Kinds.Length - 1], static (from, to, kind) => (from, to, kind)).Array[3, 11]
        .Select(static edges => new Adjacency(edges.Where(static e => e.from != e.to).Select(static e => new PathEdge(Node(e.from), Node(e.to), Kinds[e.kind], "v", Certainty.Certain, 1))));

    [Fact]
    public void Given_RandomGraphs_When_Contained_Then_ThePlanSeparatesAndNoCheaperSetDoes()
    {
        var separated = 0;
        Graph.Sample(graph =>
        {
            var (start, end) = (Node(0), Node(6));
            var plans = ContainmentStage.Of(graph, Foothold.Of(start), [end]);
            var edges = Edges(graph);
            var cheapest = Cheapest(graph, start, end);
            if (!Reaches(edges, start, end) || cheapest is null)
            {
                Assert.Empty(plans);
                return;
            }

            Interlocked.Increment(ref separated);
            Assert.Equal(cheapest, plans[0].Cost);
            Assert.All(plans, plan =>
            {
                Assert.Equal(plan.Cost, plan.Actions.Sum(static a => a.Cost));
                Assert.False(Reaches([.. edges.Except(plan.Actions.SelectMany(static a => a.Cuts))], start, end));
                Assert.DoesNotContain(end, plan.Remaining);
            });
            Assert.Equal(plans.OrderBy(static p => p.Cost).Select(static p => p.Cost), plans.Select(static p => p.Cost));
        }, iter: 1_500);
        Assert.True(separated > 150, separated.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Given_RandomGraphs_When_AskedForChokePoints_Then_TheyAreTheNodesWithoutWhichNoWayIsLeft()
    {
        Graph.Sample(graph =>
        {
            var (start, end) = (Node(0), Node(6));
            var edges = Edges(graph);
            var expected = !Reaches(edges, start, end) ? [] : Enumerable.Range(1, 5).Select(Node)
                .Where(n => !Reaches([.. edges.Where(e => e.From != n && e.To != n)], start, end)).Order().ToList();
            Assert.Equal(expected, ChokeStage.Of(graph, Foothold.Of(start), [end]).Select(static c => c.Entity).Order());
        }, iter: 2_000);
    }

    [Fact]
    public void Given_AnIdentityThatWorksAllDay_When_Contained_Then_TheCheaperCutBreaksLess()
    {
        var graph = new Adjacency([Edge(1, 2, "assume"), Edge(2, 6, "store"), Edge(2, 5, "store")]);
        var quiet = ContainmentStage.Of(graph, Foothold.Of(Node(1)), [Node(6)], new(static _ => 0, static _ => 0))[0];
        var busy = ContainmentStage.Of(graph, Foothold.Of(Node(1)), [Node(6)], new(static _ => 10_000, static e => e.Kind == "assume" ? 10_000 : 0))[0];

        Assert.Equal("denyAssume", Assert.Single(quiet.Actions).Action);
        Assert.Equal("denyStore", Assert.Single(busy.Actions).Action);
        Assert.Equal(0, busy.Actions[0].Breaks);
        Assert.Contains(Node(5), busy.Remaining);
    }

    /// <summary>The obvious way: every subset of what may be done.</summary>
    private static long? Cheapest(Adjacency graph, EntityId start, EntityId end)
    {
        var edges = Edges(graph);
        var actions = edges.Where(static e => e.Kind != "administers").Select(static e => (Cost: CostOf(e.Kind), Cuts: new[] { e }))
            .Concat(Enumerable.Range(0, 6).Select(Node).Where(n => edges.Any(e => e.From == n)).Select(n => (Cost: 5L, Cuts: edges.Where(e => e.From == n).ToArray()))).ToList();
        long? best = null;
        for (var set = 0; set < 1 << actions.Count; set++)
        {
            var chosen = actions.Where((_, i) => (set & (1 << i)) != 0).ToList();
            var cost = chosen.Sum(static a => a.Cost);
            if ((best is null || cost < best) && !Reaches([.. edges.Except(chosen.SelectMany(static a => a.Cuts))], start, end))
            {
                best = cost;
            }
        }

        return best;
    }

    private static long CostOf(string kind) => kind switch { "network" => 2, "assume" => 3, "store" => 4, _ => 6 };

    private static bool Reaches(List<PathEdge> edges, EntityId start, EntityId end)
    {
        var seen = new HashSet<EntityId> { start };
        for (var grown = true; grown;)
        {
            grown = edges.Where(e => seen.Contains(e.From)).ToList().Exists(e => seen.Add(e.To));
        }

        return seen.Contains(end);
    }

    private static List<PathEdge> Edges(Adjacency graph) => [.. Enumerable.Range(0, graph.EdgeCount).Select(graph.Edge)];

    private static PathEdge Edge(int from, int to, string kind) => new(Node(from), Node(to), kind, "v", Certainty.Certain, 1);

    private static EntityId Node(int number) => new($"arn:aws:iam::111122223333:role/n{number}");
}
