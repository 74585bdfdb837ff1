using System.Diagnostics;
using System.Globalization;
using CsCheck;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Tests.Stages.Access.Impacts;
using OrleansTwin.Twin.Estates;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Paths;

public sealed class PathStageTests
{
    private static readonly EntityId Instance = Ec2("instance/i-1");
    private static readonly EntityId Role = Iam("role/app");

    private static EntityId Node(int number) => new(string.Create(CultureInfo.InvariantCulture, $"n{number:000000}"));

    private static EstateAsOf Story()
    {
        var world = new WorldBuilder();
        var (group, profile, admin) = (Ec2("security-group/sg-1"), Iam("instance-profile/p"), Iam("role/admin"));
        world.Create(Table("customers"), "AWS::DynamoDB::Table");
        world.Create(Table("other"), "AWS::DynamoDB::Table");
        world.Create(Role, "AWS::IAM::Role", Set("inlinePolicies", $$"""{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"{{admin}}"},{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"{{Table("other")}}"}]}""", "i"));
        world.Create(admin, "AWS::IAM::Role", Set("inlinePolicies", Allow("*"), "i"),
            Set("trustPolicy", $$"""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:root"},"Action":"sts:AssumeRole"}]}"""));
        world.Create(profile, "AWS::IAM::InstanceProfile", Rel(RelationKind.ContainsRole, Role, exclusive: true));
        world.Create(group, "AWS::EC2::SecurityGroup", Set("ingress", "{}", "tcp/22-22/0.0.0.0/0"));
        world.Create(Instance, "AWS::EC2::Instance", Set("publicIp", "\"198.51.100.1\""), Rel(RelationKind.InSecurityGroup, group), Rel(RelationKind.HasInstanceProfile, profile, exclusive: true));
        return new EstateAsOf(world.Estate, EventOrder.Latest);
    }

    [Fact]
    public void Given_the_story_When_the_instance_is_the_foothold_Then_the_jewel_comes_first_over_the_admin_role()
    {
        var estate = Story();
        var radius = PathStage.Radius(Instance, estate, Context(Table("customers").Value));

        Assert.True(radius.Complete);
        var first = radius.Entities[0];
        Assert.Equal(Table("customers"), first.Entity);
        Assert.Equal((3, Iam("role/admin"), Certainty.Certain), (first.Hop, first.From, first.Certainty));
        Assert.Contains(radius.Entities, static reached => reached.Entity == Role && reached is { Hop: 1, Kind: "runsAs" });
    }

    [Fact]
    public void Given_the_story_When_paths_from_the_internet_are_asked_Then_the_way_over_ssh_and_two_roles()
    {
        var graph = AdjacencyStage.Of(Story(), Context(Table("customers").Value));
        var route = Assert.Single(PathStage.Best(EntityNames.Internet, Table("customers"), graph, PathLimits.Default));
        Assert.Equal(["network", "runsAs", "assume", "store"], route.Steps.Select(static step => step.Kind));
        Assert.Equal(Certainty.Certain, route.Certainty);
    }

    [Fact]
    public void Given_the_story_When_abilities_and_administrators_are_asked_Then_as_evaluated()
    {
        var stage = new AbilityStage(Story(), Context(Table("customers").Value));
        Assert.Equal([Iam("role/admin")], stage.Administrators().Certain);
        Assert.Empty(stage.Administrators().NotKnown);
        Assert.False(stage.IsAdministrator(Instance));
        var row = Assert.Single(stage.Of(Instance), static gain => gain.Can == "read");
        Assert.Equal((Table("other").Value, GainCertainty.Always), (row.What, row.Certainty));
        Assert.Equal(["instance profile p", "role app", "inline policy i of role app"], row.Via);
    }

    [Fact]
    public void Given_the_story_When_escalations_are_asked_Then_the_role_reaches_admin_by_assuming_it()
    {
        var snapshot = EstateSnapshotStage.Of(Account, Story());
        var reports = new EscalationFinder(new AccountAccess(snapshot, ManagedPolicyCatalogue.Bundled)).FindAll();
        Assert.Equal(AdminStanding.Direct, reports.Single(static report => report.Principal == Iam("role/admin").Value).Admin);
        var app = reports.Single(static report => report.Principal == Role.Value);
        Assert.Equal(AdminStanding.ViaEscalation, app.Admin);
        Assert.Equal(Iam("role/admin").Value, app.Paths[0].To);
        Assert.Contains(snapshot.Workloads, static workload => workload.Arn == Instance.Value && workload.RoleArn == Role.Value);
    }

    [Fact]
    public void Given_random_graphs_When_walked_Then_the_radius_is_what_a_plain_search_reaches() =>
        Gen.Select(Gen.Int[1, 12], Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11], Gen.Bool).Array[0, 40], Gen.Int[1, 4]).Sample((nodes, edges, hops) =>
        {
            var graph = Graph(nodes, edges);
            var radius = PathStage.Radius(Node(0), graph, PathLimits.Default with { HopsMax = hops }, static _ => null);
            var expected = new HashSet<EntityId> { Node(0) };
            for (var hop = 0; hop < hops; hop++)
            {
                expected.UnionWith(edges.Where(edge => expected.ToList().Contains(Node(edge.Item1 % nodes))).Select(edge => Node(edge.Item2 % nodes)).ToList());
            }

            expected.Remove(Node(0));
            Assert.Equal(expected.Order(), radius.Entities.Select(static reached => reached.Entity).Order());
        }, iter: 500);

    [Fact]
    public void Given_random_graphs_When_best_paths_are_asked_Then_as_by_trying_all() =>
        Gen.Select(Gen.Int[2, 6], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Bool).Array[0, 14]).Sample((nodes, edges) =>
        {
            var graph = Graph(nodes, edges);
            var limits = PathLimits.Default with { RoutesMax = 500, HopsMax = 3 };
            var found = PathStage.Best(Node(0), Node(1), graph, limits).Select(static route => route.Cost).ToList();
            var all = new List<int>();
            Try(graph, graph.IndexOf(Node(0)), graph.IndexOf(Node(1)), 0, [], all);
            Assert.Equal(all.Order(), found);
        }, iter: 500);

    [Fact]
    public void Given_a_hundred_thousand_nodes_When_walked_Then_complete_and_bounded()
    {
        const int Nodes = 100_000;
        var edges = new List<PathEdge>();
        for (var node = 1; node < Nodes; node++)
        {
            edges.Add(new(Node(node / 10), Node(node), "assume", "x", Certainty.Certain, 1));
            edges.Add(new(Node(node), Node(node * 7919 % Nodes), "assume", "x", Certainty.Possible, 4));
        }

        var graph = new Adjacency(edges);
        var clock = Stopwatch.StartNew();
        var radius = PathStage.Radius(Node(0), graph, PathLimits.Default, static _ => null);
        var walked = clock.ElapsedMilliseconds;
        var routes = PathStage.Best(Node(0), Node(Nodes - 1), graph, PathLimits.Default);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{graph.NodeCount} nodes, {graph.EdgeCount} edges: {walked} ms for a radius, {clock.ElapsedMilliseconds - walked} ms for {routes.Count} paths"));

        Assert.Equal(Nodes - 1, radius.Entities.Count);
        Assert.InRange(routes.Count, 1, PathLimits.Default.RoutesMax);
        Assert.Equal(routes.Min(static route => route.Cost), routes[0].Cost);
        Assert.False(PathStage.Radius(Node(0), graph, PathLimits.Default with { VisitedMax = 100 }, static _ => null).Complete);
    }

    private static Adjacency Graph(int nodes, (int, int, bool)[] edges) =>
        new(edges.Where(edge => edge.Item1 % nodes != edge.Item2 % nodes)
            .Select(edge => new PathEdge(Node(edge.Item1 % nodes), Node(edge.Item2 % nodes), "assume", "x", edge.Item3 ? Certainty.Certain : Certainty.Possible, edge.Item3 ? 1 : 4)));

    private static void Try(Adjacency graph, int node, int end, int cost, List<int> path, List<int> all)
    {
        if (node < 0 || end < 0 || path.Count > 3 || path.Contains(node))
        {
            return;
        }

        if (node == end)
        {
            all.Add(cost);
            return;
        }

        path.Add(node);
        var range = graph.EdgesOf(node);
        for (var edge = range.Start.Value; edge < range.End.Value; edge++)
        {
            Try(graph, graph.TargetOf(edge), end, cost + graph.Edge(edge).Cost, path, all);
        }

        path.RemoveAt(path.Count - 1);
    }
}
