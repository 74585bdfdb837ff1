using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Behavior;

/// <summary>What a rule said, held against what its caller does every day.</summary>
public sealed class UsualWorkTests
{
    private const string Action = "cloudtrail:StopLogging";
    private const int Now = 12;

    [Fact]
    public void Given_ACallOfEveryDay_When_MadeAsAlways_Then_LoweredToLowAndTheReasonIsTold()
    {
        var weighed = Weigh(Severity.High);

        Assert.Equal(Severity.Low, weighed.Severity);
        Assert.True(weighed.Score < 60);
        Assert.Contains("Lowered from high to low", weighed.Explanation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ACallOfEveryDay_When_MadeFromElsewhereOrWithAnotherClient_Then_Unchanged()
    {
        Assert.Equal(Severity.High, Weigh(Severity.High, address: "203.0.113.9").Severity);
        Assert.Equal(Severity.High, Weigh(Severity.High, agent: "curl/8").Severity);
    }

    [Fact]
    public void Given_RootOrARefusedCallOrACriticalRule_When_Weighed_Then_Unchanged()
    {
        Assert.Equal(Severity.High, Weigh(Severity.High, type: ActorType.Root).Severity);
        Assert.Equal(Severity.High, Weigh(Severity.High, outcome: Outcome.Denied).Severity);
        Assert.Equal(Severity.Critical, Weigh(Severity.Critical).Severity);
    }

    [Fact]
    public void Given_ACallOfFiveDays_When_Weighed_Then_NotYetUsual() => Assert.Equal(Severity.High, Weigh(Severity.High, firstDay: Now - 5).Severity);

    [Fact]
    public void Given_TheSwitchOff_When_Weighed_Then_Unchanged() =>
        Assert.Equal(Severity.High, Weigh(Severity.High, context: BehaviorContext.Default with { Noise = new() { UsualWork = false } }).Severity);

    private static Signal Weigh(
        Severity severity, string address = "198.51.100.7", string agent = "aws-cli/2", ActorType type = ActorType.IamUser, Outcome outcome = Outcome.Success, int firstDay = 0, BehaviorContext? context = null)
    {
        var story = new Story(Story.User);
        for (var day = 0; day < Now; day++)
        {
            story.Call((day * 24) + 9, "s3:GetObject");
            if (day >= firstDay)
            {
                story.Call((day * 24) + 9.5, Action, write: true);
            }
        }

        var record = new EventRecord
        {
            Id = "now",
            Time = Story.Start.AddDays(Now).AddHours(9),
            Actor = new() { Type = type, Id = Story.User },
            SourceIp = address,
            UserAgent = agent,
            Outcome = outcome,
        };
        var signal = new Signal
        {
            Id = "s",
            Time = record.Time,
            LastTime = record.Time,
            Rule = "a.rule",
            Title = "t",
            Kind = SignalKind.Configuration,
            Dimension = SignalDimension.Configuration,
            Severity = severity,
            Score = 70,
            Entities = [new EntityId(Story.User)],
            Evidence = [record.Id],
            Explanation = new("Said.", "rule", string.Empty, string.Empty, string.Empty),
        };
        return UsualWork.Weigh(signal, record, Action, string.Empty, story.State(), context ?? BehaviorContext.Default);
    }
}
