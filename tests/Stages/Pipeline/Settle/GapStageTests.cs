using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Tests.Stages.Access.Impacts;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Pipeline.Settle;

public sealed class GapStageTests
{
    private const string Trail = "AWS::CloudTrail::Trail";
    private static readonly EntityId Main = new($"arn:aws:cloudtrail:eu-central-1:{Account}:trail/main");

    [Fact]
    public void Given_ATrailStoppedAndStarted_When_Asked_Then_OneGapWithWhoAndTheEvent()
    {
        var world = new WorldBuilder();
        var stop = world.Change(Main, Trail, "cloudtrail:StopLogging", Set("logging", "false"));
        var start = world.Change(Main, Trail, "cloudtrail:StartLogging", Set("logging", "true"));

        var gap = Assert.Single(Of(world));
        Assert.Equal((stop.At.Time, start.At.Time, stop.At.EventId), (gap.From, gap.To, gap.Event));
        Assert.Equal($"CloudTrail of {Account}", gap.Source);
        Assert.Contains("StopLogging by dave", gap.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ATrailDeleted_When_Asked_Then_TheGapGoesToTheEnd()
    {
        var world = new WorldBuilder();
        world.Create(Main, Trail, Set("logging", "false"));
        world.Change(Main, Trail, "cloudtrail:StartLogging", Set("logging", "true"));
        Assert.Empty(Of(world));

        world.Delete(Main, Trail, "cloudtrail:DeleteTrail");
        Assert.Null(Assert.Single(Of(world)).To);
    }

    [Theory]
    [InlineData("""[{"readWriteType":"All","includeManagementEvents":false}]""", "management events by")]
    [InlineData("""[{"readWriteType":"ReadOnly"}]""", "management events that write")]
    [InlineData("""[{"fieldSelectors":[{"field":"eventCategory","equals":["Management"]},{"field":"readOnly","equals":["false"]}]}]""", "management events that only read")]
    [InlineData("""[{"readWriteType":"All","dataResources":[]}]""", "data events of AWS::S3::Object")]
    public void Given_SelectorsThatRecordLess_When_Asked_Then_TheGapSaysWhat(string selectors, string what)
    {
        var world = new WorldBuilder();
        world.Create(Main, Trail);
        world.Change(Main, Trail, "cloudtrail:PutEventSelectors", Set("eventSelectors", """[{"readWriteType":"All","includeManagementEvents":true,"dataResources":[{"type":"AWS::S3::Object","values":[]}]}]"""));
        Assert.Empty(Of(world));

        world.Change(Main, Trail, "cloudtrail:PutEventSelectors", Set("eventSelectors", selectors));
        Assert.StartsWith(what, Assert.Single(Of(world)).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_SelectorsWithoutDataEvents_When_WhatWasBeforeIsNotKnown_Then_NoGapIsClaimed()
    {
        var world = new WorldBuilder();
        world.Change(Main, Trail, "cloudtrail:PutEventSelectors", Set("eventSelectors", """[{"readWriteType":"All","dataResources":[]}]"""));
        world.Change(Main, Trail, "cloudtrail:PutEventSelectors", Set("eventSelectors", """{"broken":1}"""));

        Assert.Empty(Of(world));
    }

    [Fact]
    public void Given_AFlowLogDeletedAndAWindowSkipped_When_Asked_Then_BothAreGapsOfTheFlowLogs()
    {
        var world = new WorldBuilder();
        var log = Ec2("vpc-flow-log/fl-1");
        world.Create(log, "AWS::EC2::FlowLog", Rel(RelationKind.Watches, Ec2("vpc/vpc-1")));
        var deleted = world.Delete(log, "AWS::EC2::FlowLog", "ec2:DeleteFlowLogs");
        var skipped = SourceLedgerTests.Skipped("s1", 10);
        var shard = new ShardWorld { Shard = new("t", Cloud.Aws, Account), States = [], Signals = [], Impacts = [], Mints = [], Events = [], Sources = SourceLedger.Of([skipped]) };

        var gaps = GapStage.Of([shard], world.Estate, []);
        Assert.All(gaps, static gap => Assert.Equal($"VpcFlow of {Account}", gap.Source));
        Assert.Equal([deleted.At.EventId, "s1"], gaps.OrderBy(static gap => gap.Event, StringComparer.Ordinal).Select(static gap => gap.Event));
        Assert.Contains(gaps, static gap => gap.What.Contains("vpc-1", StringComparison.Ordinal));
        Assert.Contains(gaps, static gap => gap.Why.Contains("SKIPDATA", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_AGap_When_AnIncidentLiesBeforeIt_Then_ItDoesNotTouchIt()
    {
        var gap = new SourceGap("s", DateTimeOffset.UnixEpoch.AddHours(1), DateTimeOffset.UnixEpoch.AddHours(2), "w", "y", "h", "e");
        Assert.False(gap.Overlaps(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(59)));
        Assert.True(gap.Overlaps(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(61)));
        Assert.False(gap.Overlaps(DateTimeOffset.UnixEpoch.AddHours(3), DateTimeOffset.UnixEpoch.AddHours(4)));
        Assert.True((gap with { To = null }).Overlaps(DateTimeOffset.UnixEpoch.AddHours(3), DateTimeOffset.UnixEpoch.AddHours(4)));
    }

    private static IReadOnlyList<SourceGap> Of(WorldBuilder world) => GapStage.Of([], world.Estate, []);
}
