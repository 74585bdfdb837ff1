using OrleansTwin.Incidents;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Tests.Stages.Incidents;

/// <summary>Titles where no verb of ours names the act.</summary>
public sealed class TitleTests
{
    private static readonly EntityId Snapshot = new($"arn:aws:rds:eu-west-1:{DemoWorld.AccountId}:snapshot:ledger");

    [Fact]
    public void Given_AnActWithoutAWord_When_ARuleSpokeOfIt_Then_TheRuleNamesIt() =>
        Assert.Equal("Database snapshot shared with another account: ledger, by dana's key", Tell([Rule("Database snapshot shared with another account")], [Sharing]).Title);

    [Fact]
    public void Given_AnActWithoutAWord_When_OnlyItsImpactIsKnown_Then_WhatItMadePossible()
    {
        var signal = Rule("configuration") with { Rule = "twin.impact.change" };
        Assert.Equal("database snapshot ledger is shared with account 999988887777, by dana's key", Tell([signal], [Sharing]).Title);
    }

    [Fact]
    public void Given_AnActWithoutAWord_When_NothingSpokeOfIt_Then_TheCallItself()
    {
        var other = Rule("Unusual hour") with { Evidence = ["read-1"] };
        Assert.Equal("dana's key used ModifyDBSnapshotAttribute on ledger", Tell([other], []).Title);
    }

    private static Incident Tell(Signal[] signals, Impact[] impacts) =>
        Assert.Single(IncidentStage.Build(DemoWorld.World(signals, impacts, [Write, Write with { Id = "read-1", Action = "DescribeDBSnapshots", ReadOnly = true }]) with { IntelOf = static _ => null }).Incidents);

    private static Impact Sharing => new()
    {
        Id = Impact.IdOf("share-1", Snapshot), Time = DemoWorld.Start, Change = "share-1", Resource = Snapshot, Actor = DemoWorld.User, Severity = Severity.High, Action = "rds:ModifyDBSnapshotAttribute",
        Findings = [FindingKind.ExternalAccess], Reasons = ["database snapshot ledger is shared with account 999988887777"], Text = "it is shared",
    };

    private static EventRecord Write => new()
    {
        Id = "share-1", Time = DemoWorld.Start, Source = RecordFormat.CloudTrail, Cloud = Cloud.Aws, Account = DemoWorld.AccountId, Region = "eu-west-1", Action = "ModifyDBSnapshotAttribute", Service = "rds.amazonaws.com", ReadOnly = false,
        Notable = true, Actor = new() { Type = ActorType.IamUser, Id = DemoWorld.User.Value, Credential = DemoWorld.Key, Account = DemoWorld.AccountId }, SourceIp = "203.0.113.9", Targets = [new(Snapshot, "AWS::RDS::DBSnapshot", TargetRole.Primary)],
        Behind = new(DemoWorld.User, "self", Confidence.Proven, []),
    };

    private static Signal Rule(string title) => new()
    {
        Id = Signal.IdOf(title, Snapshot, "share-1"), Time = DemoWorld.Start, LastTime = DemoWorld.Start, Rule = title, Title = title, Kind = SignalKind.Configuration, Dimension = SignalDimension.Data, Severity = Severity.High, Score = 60,
        Actor = new() { Id = DemoWorld.User, Type = "iamUser", SourceIp = "203.0.113.9", Credential = DemoWorld.Key }, Entities = [Snapshot], Evidence = ["share-1"], Tactics = ["exfiltration"], Techniques = ["T1537"], Family = "sharing",
        Explanation = new(title, "data", "seen", "not seen", "this change"),
    };
}
