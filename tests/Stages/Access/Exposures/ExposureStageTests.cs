using OrleansTwin.Access.Exposures;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Tests.Stages.Access.Impacts;
using OrleansTwin.Twin.Estates;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Exposures;

public sealed class ExposureStageTests
{
    private static readonly EntityId Instance = Ec2("instance/i-1");
    private static readonly EntityId Group = Ec2("security-group/sg-1");

    private static ExposureVerdict Of(WorldBuilder world, EntityId id) => ExposureStage.Of(id, new EstateAsOf(world.Estate, EventOrder.Latest), Context());

    private static WorldBuilder Open(string source, params object[] instance)
    {
        var world = new WorldBuilder();
        world.Create(Group, "AWS::EC2::SecurityGroup", new AttributeChange("ingress", AttributeOp.Clear), Set("ingress", "{}", $"tcp/22-22/{source}"));
        world.Create(Instance, "AWS::EC2::Instance", [Rel(RelationKind.InSecurityGroup, Group), .. instance]);
        return world;
    }

    [Fact]
    public void Given_an_open_group_When_the_address_is_known_or_not_Then_certain_possible_or_internal()
    {
        var known = Of(Open("0.0.0.0/0", Set("publicIp", "\"198.51.100.4\"")), Instance);
        Assert.Equal((Exposure.Internet, Certainty.Certain), (known.Level, known.Certainty));
        var unknown = Of(Open("0.0.0.0/0"), Instance);
        Assert.Equal((Exposure.Internet, Certainty.Possible), (unknown.Level, unknown.Certainty));
        Assert.Contains("public address", unknown.Assumes[0], StringComparison.Ordinal);
        Assert.Equal(Exposure.Internal, Of(Open("0.0.0.0/0", Set("publicIp", null)), Instance).Level);
        Assert.Equal(Exposure.Internal, Of(Open("10.0.0.0/8", Set("publicIp", "\"198.51.100.4\"")), Instance).Level);
        Assert.Equal(Exposure.External, Of(Open("203.0.113.7/32", Set("publicIp", "\"198.51.100.4\"")), Instance).Level);
        Assert.Equal(Exposure.Internet, Of(Open("::/0", Set("publicIp", "\"198.51.100.4\"")), Instance).Level);
    }

    [Fact]
    public void Given_nothing_known_of_the_groups_When_asked_Then_unknown_and_not_none()
    {
        var world = new WorldBuilder();
        world.Change(Instance, "AWS::EC2::Instance", "ec2:StartInstances", Rel(RelationKind.InSecurityGroup, Group));
        Assert.Equal(Exposure.Unknown, Of(world, Instance).Level);
        Assert.Equal(Exposure.Unknown, Of(world, new("arn:aws:ec2:eu-central-1:1:instance/i-never")).Level);
    }

    [Fact]
    public void Given_a_role_When_it_trusts_others_Then_external_and_not_for_its_own()
    {
        var world = new WorldBuilder();
        string Trust(string who) => $$"""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"{{who}}"},"Action":"sts:AssumeRole"}]}""";
        world.Create(Iam("role/a"), "AWS::IAM::Role", Set("trustPolicy", Trust($"arn:aws:iam::{Other}:root")));
        world.Create(Iam("role/b"), "AWS::IAM::Role", Set("trustPolicy", Trust($"arn:aws:iam::{Account}:root")));
        world.Create(Iam("role/c"), "AWS::IAM::Role", Set("trustPolicy", Trust("*")));
        Assert.Equal(Exposure.External, Of(world, Iam("role/a")).Level);
        Assert.Equal(Exposure.None, Of(world, Iam("role/b")).Level);
        Assert.Equal(Exposure.Internet, Of(world, Iam("role/c")).Level);
    }

    [Fact]
    public void Given_a_snapshot_When_shared_with_all_Then_internet()
    {
        var world = new WorldBuilder();
        var snapshot = Ec2("snapshot/snap-1");
        world.Create(snapshot, "AWS::EC2::Snapshot");
        Assert.Equal(Exposure.None, Of(world, snapshot).Level);
        world.Change(snapshot, "AWS::EC2::Snapshot", "ec2:ModifySnapshotAttribute", Rel(RelationKind.SharedWith, new("aws:account:all")));
        Assert.Equal(Exposure.Internet, Of(world, snapshot).Level);
    }

    [Theory]
    [InlineData("tcp/22-22/0.0.0.0/0", "connect tcp/22", Severity.High)]
    [InlineData("tcp/0-65535/0.0.0.0/0", "connect tcp on every port", Severity.High)]
    [InlineData("-1/all/::/0", "connect on every port", Severity.High)]
    [InlineData("tcp/20-30/0.0.0.0/0", "connect tcp/20-30", Severity.High)]
    [InlineData("tcp/443-443/0.0.0.0/0", "connect tcp/443", Severity.Low)]
    [InlineData("tcp/8080-8080/0.0.0.0/0", "connect tcp/8080", Severity.Medium)]
    [InlineData("icmp/-1--1/0.0.0.0/0", "send icmp", Severity.Info)]
    public void Given_a_rule_element_When_read_Then_ports_and_weight(string element, string can, Severity severity)
    {
        var rule = NetworkRule.Parse(element, null)!;
        Assert.Equal(can, rule.Can);
        Assert.Equal(severity, NetworkKnowledge.Default.WeightOf(rule).Severity);
    }

    [Theory]
    [InlineData("0.0.0.0/0", SourceScope.Internet)]
    [InlineData("128.0.0.0/1", SourceScope.Internet)]
    [InlineData("::/0", SourceScope.Internet)]
    [InlineData("203.0.113.7/32", SourceScope.Foreign)]
    [InlineData("10.1.2.3/16", SourceScope.Private)]
    [InlineData("fd00::/8", SourceScope.Private)]
    [InlineData("sg-1", SourceScope.Group)]
    [InlineData("999988887777/sg-1", SourceScope.Group)]
    [InlineData("pl-1", SourceScope.PrefixList)]
    [InlineData("rubbish", SourceScope.Unknown)]
    public void Given_a_source_When_scoped_Then_as_expected(string source, SourceScope scope) => Assert.Equal(scope, NetworkKnowledge.Default.ScopeOf(source, []));

    [Fact]
    public void Given_a_rule_as_the_api_writes_it_When_read_Then_the_same()
    {
        var rule = NetworkRule.Parse("x", """{"ipProtocol":"tcp","fromPort":22,"toPort":22,"cidrIp":"0.0.0.0/0"}""");
        Assert.Equal(NetworkRule.Parse("tcp/22-22/0.0.0.0/0", null), rule);
        Assert.Null(NetworkRule.Parse("x", "{"));
    }
}
