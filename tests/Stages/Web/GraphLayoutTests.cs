using CsCheck;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;
using OrleansTwin.Tests.Stages.Scenarios.Demo;
using OrleansTwin.Web.Graph;
using OrleansTwin.Web.Layout;

namespace OrleansTwin.Tests.Stages.Web;

/// <summary>The drawing of an incident: any graph of any shape, and the demo's.</summary>
public sealed class GraphLayoutTests
{
    private static readonly string[] Types = ["address", "AWS::IAM::User", "AWS::IAM::Role", "AWS::EC2::Instance", "AWS::DynamoDB::Table", "AWS::S3::Bucket"];
    private static readonly string[] States = ["source", "compromised", "exposed", "attempted", "clean", "unconfirmed"];
    private static readonly string[] Kinds = ["did", "denied", "assumed", "canReach", "canAccess", "predicted", "has"];
    private static readonly HashSet<string> Shut = [];
    private static readonly HashSet<EntityId> NoJewels = [];

    private static readonly Gen<IncidentGraph> Graphs = Gen.Select(Gen.Int[1, 300], Gen.Double[0.2, 3], Gen.ULong).Select(static (count, dense, seed) => Make(count, dense, seed));

    [Fact]
    public void Given_AnyGraph_When_Drawn_Then_NothingLiesOverAnythingAndAllOfItIsThere()
    {
        Graphs.Sample(
            static graph =>
            {
                var shut = GraphLayout.Of(graph, Shut, NoJewels);
                Check(graph, shut);
                var open = GraphLayout.Of(graph, shut.Boxes.Where(static box => box.IsGroup).Select(static box => box.Key).ToHashSet(), NoJewels);
                Check(graph, open);
                Assert.Equal(shut.Boxes.Select(static box => box.Key).Order(StringComparer.Ordinal), open.Boxes.Select(static box => box.Key).Order(StringComparer.Ordinal));
            },
            iter: 60);
    }

    [Fact]
    public void Given_OneGraph_When_ItsNodesAndEdgesComeInAnyOrder_Then_TheDrawingIsTheSame()
    {
        Gen.Select(Graphs, Gen.ULong).Sample(
            static (graph, seed) =>
            {
                var state = seed | 1;
                var mixed = new IncidentGraph(Mix(graph.Nodes, ref state), Mix(graph.Edges, ref state));
                Assert.Equal(Words(GraphLayout.Of(graph, Shut, NoJewels)), Words(GraphLayout.Of(mixed, Shut, NoJewels)));
            },
            iter: 30);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(59)]
    [InlineData(300)]
    public void Given_AGraphOfManyNodes_When_Drawn_Then_AColumnHoldsNoMoreBoxesThanCanBeRead(int count)
    {
        var laid = GraphLayout.Of(Make(count, 1.3, 7), Shut, NoJewels);

        Assert.True(laid.Columns.Count <= LayoutOptions.Default.ColumnsMax + 1);
        Assert.All(laid.Boxes.Where(static box => box.State != "source").GroupBy(static box => box.Column), static column => Assert.True(column.Count() <= LayoutOptions.Default.BoxesMax));
    }

    [Fact]
    public void Given_AChain_When_Drawn_Then_ItIsALineFromLeftToRight()
    {
        var nodes = Enumerable.Range(0, 6).Select(static n => new GraphNode(new($"node-{n}"), "AWS::IAM::Role", $"{n}", n == 0 ? "source" : "compromised", n)).ToValueArray();
        var edges = Enumerable.Range(0, 5).Select(static n => new GraphEdge(new($"node-{n}"), new($"node-{n + 1}"), "did", n + 1, Certainty.Certain)).ToValueArray();

        var laid = GraphLayout.Of(new(nodes, edges), Shut, NoJewels);

        Assert.Single(laid.Boxes.Select(static box => box.Middle).Distinct());
        Assert.Equal(laid.Boxes.OrderBy(static box => box.X).Select(static box => box.Key), nodes.Select(static node => node.Id.Value));
    }

    [Fact]
    public void Given_TheDemosIncident_When_Drawn_Then_TheWayFromTorToTheTableIsStraightAndTheJewelStandsAlone()
    {
        var incident = Assert.Single(DemoPlay.View.Answer.Incidents);
        var jewels = DemoPlay.View.Entities.Where(static entity => entity.CrownJewel is not null).Select(static entity => entity.Id).ToHashSet();

        var laid = GraphLayout.Of(incident.Graph!, Shut, jewels);

        Check(incident.Graph!, laid);
        var way = new[] { "mira.holt", "data-export", "customers" }.Select(name => laid.Boxes.First(box => box.Nodes[0].Label == name)).ToList();
        Assert.Equal(way, way.OrderBy(static box => box.X));
        Assert.Single(way.Select(static box => box.Middle).Distinct());
        Assert.All(laid.Boxes.Where(static box => box.IsGroup), box => Assert.DoesNotContain(box.Nodes, node => jewels.Contains(node.Id)));
    }

    [Fact]
    public void Given_EveryWordTheStoryUses_When_LookedUp_Then_ThePageHasAWordForIt()
    {
        Assert.All(Kinds, static kind => Assert.NotEqual(kind, NodeKinds.Default.EdgeWord(kind)));
        Assert.All(States, static state => Assert.NotEqual(state, NodeKinds.Default.StateWord(state)));
        var shapes = new[] { "external", "identity", "role", "workload", "data", "secret", "network", "other" };
        Assert.All(NodeKinds.Default.Types.Values, kind => Assert.Contains(kind.Shape, shapes));
        Assert.Equal(new("other", "Thing"), NodeKinds.Default.Of("AWS::Odd::Thing"));
    }

    private static void Check(IncidentGraph graph, LaidGraph laid)
    {
        Assert.Equal(graph.Nodes.Select(static node => node.Id).Order(), laid.Boxes.SelectMany(static box => box.Nodes).Select(static node => node.Id).Order());
        for (var one = 0; one < laid.Boxes.Count; one++)
        {
            var box = laid.Boxes[one];
            Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Width <= laid.Width && box.Y + box.Height <= laid.Height, $"{box.Key} leaves the drawing");
            for (var other = one + 1; other < laid.Boxes.Count; other++)
            {
                var next = laid.Boxes[other];
                Assert.False(box.X < next.X + next.Width && next.X < box.X + box.Width && box.Y < next.Y + next.Height - 0.2 && next.Y < box.Y + box.Height - 0.2, $"{box.Key} lies over {next.Key}");
            }
        }

        var boxOf = laid.Boxes.SelectMany(static box => box.Nodes.Select(node => (node.Id, box.Key))).ToDictionary(static pair => pair.Id, static pair => pair.Key);
        Assert.Equal(graph.Edges.Count(edge => boxOf[edge.From] != boxOf[edge.To]), laid.Edges.Sum(static edge => edge.Count));
        Assert.DoesNotContain("NaN", string.Concat(laid.Edges.Select(static edge => edge.Path)), StringComparison.Ordinal);
    }

    private static List<string> Words(LaidGraph laid) => [.. laid.Boxes.Select(static box => $"{box.Key} {box.X} {box.Y}"), .. laid.Edges.Select(static edge => $"{edge.Key} {edge.Step} {edge.Count} {edge.Path} {edge.BadgeX} {edge.BadgeY}")];

    private static IncidentGraph Make(int count, double dense, ulong seed)
    {
        var state = seed | 1;
        var nodes = Enumerable.Range(0, count).Select(n => new GraphNode(new($"node-{n:D3}"), Types[Next(ref state, Types.Length)], $"name {n}", Next(ref state, 12) == 0 ? "source" : States[1 + Next(ref state, States.Length - 1)], 0)).ToList();
        var edges = new Dictionary<(int, int, string), GraphEdge>();
        for (var n = 0; n < (int)(count * dense); n++)
        {
            // A few hubs, as in real incidents.
            var (from, to, kind) = (Next(ref state, 3) == 0 ? Next(ref state, count) : Next(ref state, Math.Min(count, 6)), Next(ref state, count), Kinds[Next(ref state, Kinds.Length)]);
            if (from != to)
            {
                edges[(from, to, kind)] = new(nodes[from].Id, nodes[to].Id, kind, Next(ref state, 3) == 0 ? n + 1 : null, (Certainty)Next(ref state, 3));
            }
        }

        return new(nodes.ToValueArray(), edges.Values.ToValueArray());
    }

    private static ValueArray<T> Mix<T>(ValueArray<T> items, ref ulong state)
    {
        var mixed = items.ToArray();
        for (var last = mixed.Length - 1; last > 0; last--)
        {
            var other = Next(ref state, last + 1);
            (mixed[last], mixed[other]) = (mixed[other], mixed[last]);
        }

        return mixed.ToValueArray();
    }

    private static int Next(ref ulong state, int below)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)(state % (ulong)below);
    }
}
