using OrleansTwin.Incidents;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using Xunit;

namespace OrleansTwin.Tests.Stages.Incidents;

public sealed class FoldingTests
{
    [Fact]
    public void Given_ThousandsOfActs_When_Told_Then_TheyFoldWithCountAndSpan_AndNoneIsLost()
    {
        // Every half minute another bucket is tried, a third refused: 3,000 acts on 3,000 targets.
        var dana = DemoWorld.Events.First(static record => record.Id == "ingress-1");
        List<EventRecord> acts =
        [
            .. Enumerable.Range(0, 3000).Select(index => dana with
            {
                Id = $"act-{index:D4}", Time = DemoWorld.Start.AddMinutes(5).AddSeconds(index), Action = "PutBucketPolicy", Targets = [new(new($"arn:aws:s3:::bucket-{index:D4}"), "AWS::S3::Bucket", TargetRole.Primary)],
                Outcome = index % 3 == 0 ? Outcome.Denied : Outcome.Success,
            }),
        ];
        var incident = Assert.Single(IncidentStage.Build(DemoWorld.World(DemoWorld.Signals, DemoWorld.Impacts, [.. DemoWorld.Events, .. acts])).Incidents);
        Assert.True(incident.Steps.Count <= StoryLimits.StepsMax);
        Assert.Equal(0, incident.StepsLeftOut);
        var refused = Assert.Single(incident.Steps, static step => step is { Action: "PutBucketPolicy", Outcome: Outcome.Denied });
        Assert.Equal(1000, refused.Count);
        Assert.True(refused.LastTime - refused.Time > TimeSpan.FromMinutes(40));
        Assert.Contains("1000 targets", refused.Text, StringComparison.Ordinal);
        Assert.Contains("access denied", refused.Text, StringComparison.Ordinal);
        Assert.Equal(2000, Assert.Single(incident.Steps, static step => step is { Action: "PutBucketPolicy", Outcome: Outcome.Success }).Count);
    }

    [Fact]
    public void Given_MoreDifferentActsThanTheBound_When_Told_Then_WhatIsLeftOutIsCountedAndSaid()
    {
        var dana = DemoWorld.Events.First(static record => record.Id == "ingress-1");
        var acts = Enumerable.Range(0, 700).Select(index => dana with { Id = $"act-{index:D4}", Action = $"Act{index:D4}", Time = DemoWorld.Start.AddMinutes(5).AddSeconds(index) });
        var incident = Assert.Single(IncidentStage.Build(DemoWorld.World(DemoWorld.Signals, DemoWorld.Impacts, [.. DemoWorld.Events, .. acts])).Incidents);
        Assert.Equal(StoryLimits.StepsMax, incident.Steps.Count);
        Assert.True(incident.StepsLeftOut >= 200);
        Assert.Contains(incident.Summary!.Sentences, sentence => sentence.Text.StartsWith($"{incident.StepsLeftOut} further steps", StringComparison.Ordinal) && !sentence.Evidence.IsEmpty);
        Assert.Contains(incident.Steps, static step => step.Action == "AssociateIamInstanceProfile");
    }

    [Fact]
    public void Given_ARiskTakenBack_When_AnotherDidIt_Then_ItCountsNoMore_And_AnIntrudersOwnTidyingChangesNothing()
    {
        // Nobody read the table yet: what stands is the access alone.
        var before = Told([], isRead: false);
        Assert.Equal(Severity.Critical, before.Severity);
        var byOther = Told([.. Removals(DemoWorld.Colleague)], isRead: false);
        Assert.True(byOther.Severity < before.Severity && byOther.Score < before.Score, $"{byOther.Severity} {byOther.Score} of {before.Score}");
        Assert.Contains(byOther.Summary!.Sentences, static sentence => sentence.Text.Contains("was taken back at", StringComparison.Ordinal) && sentence.Text.Contains("no longer counts", StringComparison.Ordinal));

        var byOwn = Told([.. Removals(DemoWorld.User)], isRead: false);
        Assert.Equal((before.Severity, before.Score), (byOwn.Severity, byOwn.Score));
        Assert.Contains(byOwn.Summary!.Sentences, static sentence => sentence.Text.Contains("still counts", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_TheDemo_When_Told_Then_EverySignalAndChangeSaysByWhichLinkItJoined()
    {
        var incident = Told([]);
        Assert.NotEmpty(incident.Links);
        var linked = incident.Links.SelectMany(static link => new[] { link.From, link.To }).ToHashSet();
        Assert.All(incident.Signals, id => Assert.Contains(id, linked));
        Assert.All(incident.Links, static link => Assert.True(link.Kind.Length > 0 && link.Shared.Length > 0 && link.Why.Length > 0));
        Assert.Contains(incident.Links, static link => link.Kind == "enablingChange");
    }

    private static Incident Told(IReadOnlyCollection<Impact> more, bool isRead = true)
    {
        var events = DemoWorld.Events.Where(record => isRead || !record.Id.StartsWith(DemoWorld.Reads, StringComparison.Ordinal));
        return Assert.Single(IncidentStage.Build(DemoWorld.World(DemoWorld.Signals, [.. DemoWorld.Impacts, .. more], events)).Incidents);
    }

    /// <summary>Every row the demo's changes gained, lost again a minute after.</summary>
    private static IEnumerable<Impact> Removals(EntityId actor) => DemoWorld.Impacts.Select(impact => new Impact
    {
        Id = Impact.IdOf($"undo-{impact.Change}", impact.Resource), Time = impact.Time.AddMinutes(30), Change = $"undo-{impact.Change}", Resource = impact.Resource, Actor = actor, Severity = Severity.Info,
        Action = "Undo", Lost = impact.Gained, Text = "taken back",
    });
}
