using OrleansTwin.Access.Trusts;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Tests.Stages.Access.Impacts;
using OrleansTwin.Twin.Estates;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Trusts;

public sealed class OutsideTrustTests
{
    private static readonly HashSet<string> Own = [Account];
    private static readonly EntityId App = Iam("role/app");

    [Theory]
    [InlineData("""{"AWS":"arn:aws:iam::999988887777:root"}""", "", "arn:aws:iam::999988887777:root", null)]
    [InlineData("""{"AWS":"999988887777"}""", ""","Condition":{"StringEquals":{"sts:ExternalId":"x"}}""", "999988887777", "StringEquals sts:ExternalId [x]")]
    [InlineData("\"*\"", "", "*", null)]
    [InlineData("""{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}""", "", "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", null)]
    public void Given_ATrustPolicy_When_ItNamesAnOutsider_Then_Told(string principal, string condition, string trusted, string? asks)
    {
        var trust = Assert.Single(Of(Role(principal, condition)));

        Assert.Equal((App, trusted, asks), (trust.Resource, trust.Trusted, trust.Condition));
        Assert.Equal("e0001", trust.Event);
    }

    [Theory]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:user/ann"}""")]
    [InlineData("""{"Service":"ec2.amazonaws.com"}""")]
    [InlineData("""{"AWS":"AROAEXAMPLEID"}""")]
    public void Given_ATrustPolicy_When_ItNamesTheAccountItselfOrAService_Then_Silent(string principal) => Assert.Empty(Of(Role(principal, string.Empty)));

    [Fact]
    public void Given_SharingsAndPeerings_When_TheyEndOrAreDeleted_Then_NoLongerTold()
    {
        var world = new WorldBuilder();
        world.Create(Ec2("snapshot/snap-1"), "AWS::EC2::Snapshot", Rel(RelationKind.SharedWith, EntityId.Account(Other)), Rel(RelationKind.SharedWith, EntityId.Account(Account)));
        world.Create(Ec2("vpc-peering-connection/pcx-1"), "AWS::EC2::VPCPeeringConnection", Set("peerOwner", Text(Other)));
        Assert.Equal([Other, Other], Of(world).Select(static trust => trust.Trusted));

        world.Change(Ec2("snapshot/snap-1"), "AWS::EC2::Snapshot", "ec2:ModifySnapshotAttribute", Rel(RelationKind.SharedWith, EntityId.Account(Other), removed: true));
        world.Delete(Ec2("vpc-peering-connection/pcx-1"), "AWS::EC2::VPCPeeringConnection", "ec2:DeleteVpcPeeringConnection");
        Assert.Empty(Of(world));
    }

    [Fact]
    public void Given_AnAccountOfTheEstate_When_Trusted_Then_NoOutsider() =>
        Assert.Empty(OutsideTrustStage.Of(new(Role($$"""{"AWS":"{{Other}}"}""", string.Empty).Estate, EventOrder.Latest), new HashSet<string> { Account, Other }));

    private static IReadOnlyList<OutsideTrust> Of(WorldBuilder world) => OutsideTrustStage.Of(new EstateAsOf(world.Estate, EventOrder.Latest), Own);

    private static WorldBuilder Role(string principal, string condition)
    {
        var world = new WorldBuilder();
        world.Create(App, "AWS::IAM::Role", Set("trustPolicy", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole"{{condition}}}]}"""));
        return world;
    }
}
