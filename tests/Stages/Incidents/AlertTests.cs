using OrleansTwin.Incidents.Alerts;
using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using Xunit;

namespace OrleansTwin.Tests.Stages.Incidents;

public sealed class AlertTests
{
    private static readonly DateTimeOffset Start = RandomWorlds.Start;
    private static readonly EntityId Instance = new("arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc");

    [Fact]
    public void Given_NoveltyAlone_When_Built_Then_NeverAboveLow()
    {
        var session = Assert.Single(AlertStage.Build(
        [
            Make("behavior.identity.first-action", 0, Severity.Medium), Make("behavior.identity.first-region", 1, Severity.Low), Make("behavior.identity.dormant-wakes", 2, Severity.Low),
        ]));
        Assert.Null(session.Alert);
        Assert.Equal(Severity.Low, session.Severity);
        Assert.Contains(session.Reasons, static reason => reason.StartsWith("new is not wrong", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_TwoLowsOfDifferentEvidence_When_Built_Then_Medium_And_ThreeOfTheNetwork_Then_High()
    {
        var contact = Make("behavior.network.data-store-contact", 0, Severity.Low, "anomalous-network-traffic");
        var volume = Make("behavior.network.outbound-volume", 1, Severity.Low, "anomalous-network-traffic");
        var peers = Make("behavior.network.outbound-peers", 2, Severity.Low, "anomalous-network-traffic");
        Assert.Equal(Severity.Medium, Assert.Single(AlertStage.Build([contact, volume])).Severity);
        Assert.Null(Assert.Single(AlertStage.Build([contact, peers])).Alert);
        Assert.Equal(Severity.High, Assert.Single(AlertStage.Build([peers, contact, volume])).Alert?.Severity);
    }

    [Fact]
    public void Given_AGapOfMoreThanAnHour_When_Built_Then_ANewAlertBegins_And_LongEvidenceBridgesIt()
    {
        var first = Make("x", 0, Severity.Medium);
        var second = Make("x", 61, Severity.Medium);
        Assert.Equal(2, AlertStage.Build([first, second]).Count);
        Assert.Single(AlertStage.Build([first with { LastTime = Start.AddMinutes(30) }, second]));
    }

    [Fact]
    public void Given_ASuppressedSignal_When_Built_Then_ItIsNoPartOfAnAlert() =>
        Assert.Empty(AlertStage.Build([Make("x", 0, Severity.Critical) with { SuppressedBy = "known scanner" }]));

    [Fact]
    public void Given_TheDataFiles_When_Read_Then_TheyAreWhole()
    {
        var links = LinkKnowledge.Current;
        Assert.All(Enum.GetValues<LinkKind>(), kind => Assert.NotEmpty(links.Of(kind).Why));
        Assert.All(links.WeakPairs, pair => Assert.All(pair, kind => Assert.Equal(LinkStrength.Weak, links.Of(kind).Strength)));
        Assert.All(links.WeakPairs, static pair => Assert.NotEqual(pair[0], pair[1]));
        var severity = SeverityKnowledge.Current;
        Assert.All(severity.Rules.SelectMany(static rule => rule.All.Concat(rule.Any).Concat(rule.And)).Concat(severity.Points.Select(static point => point.Fact)), static fact => Assert.Contains(fact, StoryFact.All));
        Assert.All(severity.Rules.Where(static rule => rule.Why.Contains("{all}", StringComparison.Ordinal)).SelectMany(static rule => rule.All)
            .Concat(severity.Rules.Where(static rule => rule.Why.Contains("{any}", StringComparison.Ordinal)).SelectMany(static rule => rule.Any))
            .Concat(severity.Rules.Where(static rule => rule.Why.Contains("{and}", StringComparison.Ordinal)).SelectMany(static rule => rule.And)), fact => Assert.True(severity.Words.ContainsKey(fact), fact));
        var admin = new HashSet<string>(StringComparer.Ordinal) { StoryFact.AdminGained, StoryFact.SeveralTactics };
        Assert.Equal("administrator rights were gained, and its signals are of several tactics", severity.WhyOf(severity.Of(admin)!, admin));
        Assert.All(Enum.GetValues<Severity>(), level => Assert.InRange(severity.ScoreOf(level, StoryFact.All.ToHashSet()), 1, 100));
        Assert.All(severity.Rules, static rule => Assert.NotEmpty(rule.Why));
        Assert.All(AlertKnowledge.Current.Combinations, static rule => Assert.NotEmpty(rule.Why));
        Assert.NotEmpty(MoveKnowledge.Current.Targets);
        Assert.NotEmpty(StoryKnowledge.Current.Reach);
        Assert.NotEmpty(RecommendationTemplate.All);
        Assert.True(Tactics.RankOf("initial-access") < Tactics.RankOf("exfiltration"));
    }

    private static Signal Make(string rule, int minute, Severity severity, string family = "some-family") => new()
    {
        Id = Signal.IdOf(rule, Instance, $"{minute}"), Time = Start.AddMinutes(minute), LastTime = Start.AddMinutes(minute), Rule = rule, Title = rule, Kind = SignalKind.Behavior, Dimension = SignalDimension.Network,
        Severity = severity, Entities = [Instance], Family = family, Explanation = new("", "", "", "", ""),
    };
}
