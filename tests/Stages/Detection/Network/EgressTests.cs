using System.Globalization;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Network;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Tests.Stages.Detection.Behavior;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Network;

public sealed class EgressTests
{
    private const string Prefix = "arn:aws:ec2:eu-west-1:111122223333:";
    private const string Subject = "i-0aaa";
    private static readonly EntityId Subnet = new(Prefix + "subnet/subnet-1");
    private static readonly EntityId Vpc = new(Prefix + "vpc/vpc-1");
    private static readonly EntityId Table = new(Prefix + "route-table/rtb-1");
    private static readonly EntityId Nat = new(Prefix + "natgateway/nat-1");
    private static readonly EntityId Endpoint = new(Prefix + "vpc-endpoint/vpce-1");
    private static readonly EntityId Foreign = new(Prefix + "vpc-endpoint/vpce-9");

    [Fact]
    public void Given_KnownNetwork_When_WaysAreAsked_Then_NatElasticAndEndpointsAreNamed()
    {
        var ways = EgressStage.WaysOut(new EstateAsOf(Known(), EventOrder.Latest), new EntityId(Story.Machine));

        Assert.True(ways.Known, string.Join("; ", ways.Missing));
        Assert.Equal(["203.0.113.10", "203.0.113.20"], ways.Addresses);
        Assert.Equal(["vpce-1"], ways.Endpoints);
    }

    [Theory]
    [InlineData("203.0.113.20", 0)]
    [InlineData("203.0.113.10", 0)]
    [InlineData("198.51.100.66", 1)]
    [InlineData("10.9.9.9", 0)]
    public void Given_KnownNetwork_When_CredentialsAreUsedFromAnAddress_Then_HighOutsideTheWaysOut(string address, int expected)
    {
        var signals = Derive(new Story(Story.Role).Call(100, "s3:ListBuckets", address, subject: Subject), Known());

        Assert.Equal(expected, signals.Count);
        Assert.All(signals, static s => Assert.Equal(Severity.High, s.Severity));
        Assert.All(signals, static s => Assert.Contains(new EntityId(Story.Machine), s.Entities));
    }

    [Fact]
    public void Given_RouteToATransitGateway_When_UsedFromElsewhere_Then_NotKnownAndSilent()
    {
        var estate = Known();
        estate = Say(estate, Table, "AWS::EC2::RouteTable", 50, relations: [new(RelationKind.RoutesTo, new EntityId(Prefix + "transit-gateway/tgw-1"), string.Empty)]);

        var ways = EgressStage.WaysOut(new EstateAsOf(estate, EventOrder.Latest), new EntityId(Story.Machine));
        Assert.False(ways.Known);
        Assert.Contains("tgw-1", ways.Missing[0], StringComparison.Ordinal);
        Assert.Empty(Derive(new Story(Story.Role).Call(100, "s3:ListBuckets", "198.51.100.66", subject: Subject), estate));
    }

    [Fact]
    public void Given_AddressKnownOnlyLater_When_TheCallCameBefore_Then_AsOfTheCallNotKnown() =>
        Assert.Empty(Derive(new Story(Story.Role).Call(0, "s3:ListBuckets", "198.51.100.66", subject: Subject), Known()));

    [Fact]
    public void Given_UnknownNetwork_When_EgressWasStableForDays_Then_ANewAddressIsMediumAndUnstableOnesSilent()
    {
        var stable = new Story(Story.Role);
        var moving = new Story(Story.Role);
        for (var day = 0; day < 10; day++)
        {
            stable.Call(day * 24, "s3:GetObject", "203.0.113.10", subject: Subject);
            moving.Call(day * 24, "s3:GetObject", "203.0.113." + day, subject: Subject);
        }

        var signal = Assert.Single(Derive(stable.Call(241, "s3:GetObject", "198.51.100.66", subject: Subject), EstateIndex.Empty));
        Assert.Equal(Severity.Medium, signal.Severity);
        Assert.Contains("learned ways out: 203.0.113.10", signal.Explanation.Expected, StringComparison.Ordinal);
        Assert.Empty(Derive(moving.Call(241, "s3:GetObject", "198.51.100.66", subject: Subject), EstateIndex.Empty));
    }

    [Theory]
    [InlineData("vpce-1|111122223333", 0)]
    [InlineData("vpce-1|", 0)]
    [InlineData("vpce-1", 0)]
    [InlineData("vpce-7|", 0)]
    [InlineData("vpce-1|999988887777", 1)]
    [InlineData("vpce-9|", 1)]
    public void Given_VpcEndpoint_When_ForeignByAccountOrNetwork_Then_HighAndUnknownSilent(string endpoint, int expected)
    {
        var signals = Derive(new Story(Story.Role).Call(100, "s3:ListBuckets", "10.0.0.7", subject: Subject, endpoint: endpoint), Known());

        Assert.Equal(expected, signals.Count);
        Assert.All(signals, static s => Assert.Equal("behavior.identity.foreign-endpoint", s.Rule));
    }

    private static IReadOnlyList<Signal> Derive(Story story, EstateIndex estate) =>
        EgressStage.Derive(story.State(), estate, BehaviorContext.Default, EventOrder.Earliest, EventOrder.Latest);

    private static EstateIndex Known()
    {
        var estate = EstateIndex.Empty;
        estate = Say(estate, new EntityId(Story.Machine), "AWS::EC2::Instance", 1, "\"203.0.113.10\"", [new(RelationKind.InSubnet, Subnet, string.Empty), new(RelationKind.InVpc, Vpc, string.Empty)]);
        estate = Say(estate, Subnet, "AWS::EC2::Subnet", 2, relations: [new(RelationKind.InVpc, Vpc, string.Empty), new(RelationKind.PartOf, Table, string.Empty)]);
        estate = Say(estate, Table, "AWS::EC2::RouteTable", 3, relations: [new(RelationKind.InVpc, Vpc, string.Empty), new(RelationKind.RoutesTo, Nat, string.Empty), new(RelationKind.RoutesTo, new EntityId(Prefix + "internet-gateway/igw-1"), string.Empty)], whole: true);
        estate = Say(estate, Nat, "AWS::EC2::NatGateway", 4, "\"203.0.113.20\"");
        estate = Say(estate, Endpoint, "AWS::EC2::VPCEndpoint", 5, relations: [new(RelationKind.InVpc, Vpc, string.Empty)]);
        estate = Say(estate, Foreign, "AWS::EC2::VPCEndpoint", 6, relations: [new(RelationKind.InVpc, new EntityId(Prefix + "vpc/vpc-9"), string.Empty)]);
        return estate;
    }

    private static EstateIndex Say(EstateIndex estate, EntityId id, string type, int hour, string? publicIp = null, ValueArray<RelationChange> relations = default, bool whole = false)
    {
        var change = new ResourceChange
        {
            Entity = new(id, EntityKind.Resource, type),
            At = new(Story.Start.AddHours(hour).UtcTicks, EventPhase.Change, "c" + hour.ToString(CultureInfo.InvariantCulture)),
            Kind = whole ? ChangeKind.Create : ChangeKind.Change,
            Basis = KnowledgeBasis.Write,
            Whole = whole,
            Attributes = publicIp is null ? [] : [new("publicIp", AttributeOp.Set, publicIp)],
            Relations = relations,
        };
        return estate.With(id, (estate.LogOf(id) ?? ChangeLog.Empty).Add(change));
    }
}
