using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Signals;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Behavior;

/// <summary>An act that matters, done for the first time in a way that is new in several respects at once.</summary>
public sealed class OutOfCharacterTests
{
    private const string Rule = "behavior.identity.out-of-character";

    /// <summary>Ten days later at one in the night; the habit is from nine to ten.</summary>
    private const double Night = (12 * 24) + 1;
    private const double Day = (12 * 24) + 9;

    [Fact]
    public void Given_KnownUser_When_AnActOfWeightComesFromElsewhereWithAnotherClient_Then_MediumWithTheTacticOfTheAct()
    {
        var signal = Assert.Single(Habit().Call(Night, "cloudtrail:StopLogging", "203.0.113.9", "curl", write: true).Signals(), static s => s.Rule == Rule);

        Assert.Equal(Severity.Medium, signal.Severity);
        Assert.Contains("T1562.008", signal.Techniques);
        Assert.Contains("defense-evasion", signal.Tactics);
        Assert.Contains("a new address (203.0.113.9)", signal.Explanation.Text, StringComparison.Ordinal);
        Assert.Contains("a new client program (curl)", signal.Explanation.Text, StringComparison.Ordinal);
        Assert.Contains("an hour of the day", signal.Explanation.Text, StringComparison.Ordinal);
        Assert.Single(signal.Evidence);
    }

    [Theory]
    [InlineData("198.51.100.7", "aws-cli", Night)]
    [InlineData("198.51.100.99", "aws-cli", Night)]
    [InlineData("203.0.113.9", "aws-cli", Day)]
    [InlineData("10.0.0.9", "aws-cli", Night)]
    public void Given_KnownUser_When_OnlyOneWayIsNew_Then_Silent(string address, string agent, double at) =>
        Assert.DoesNotContain(Habit(writes: true).Call(at, "cloudtrail:StopLogging", address, agent, write: true).Signals(), static s => s.Rule == Rule);

    [Fact]
    public void Given_JointRaritySwitchedOff_When_OnlyTheAddressIsNew_Then_Raised()
    {
        var context = BehaviorContext.Default with { Noise = new() { JointRarity = false } };

        Assert.Contains(Habit(writes: true).Call(Day, "cloudtrail:StopLogging", "203.0.113.9", write: true).Signals(context), static s => s.Rule == Rule);
    }

    [Fact]
    public void Given_ReaderWithoutAnyChange_When_ItChangesSomethingFromANewAddressByDay_Then_Raised() =>
        Assert.Contains(Habit().Call(Day, "iam:CreateUser", "203.0.113.9", write: true).Signals(), static s => s.Rule == Rule);

    [Fact]
    public void Given_KnownUser_When_TheActBringsNothingAbout_Then_Silent() =>
        Assert.DoesNotContain(Habit().Call(Night, "ec2:CreateTags", "203.0.113.9", "curl", write: true).Signals(), static s => s.Rule == Rule);

    [Fact]
    public void Given_AnActItHasDoneBefore_When_DoneFromElsewhere_Then_NotTheFirstTimeAndSilent() =>
        Assert.DoesNotContain(Habit().Call(30, "iam:CreateUser").Call(Night, "iam:CreateUser", "203.0.113.9", "curl", write: true).Signals(), static s => s.Rule == Rule);

    [Fact]
    public void Given_AVisitThatBeganMinutesBefore_When_TheActFollows_Then_TheAddressStillCountsAsNew() =>
        Assert.Contains(Habit().Call(Night - 0.1, "s3:GetObject", "203.0.113.9", "curl").Call(Night, "iam:CreateUser", "203.0.113.9", "curl").Signals(), static s => s.Rule == Rule && s.Evidence.Contains("e000011"));

    [Fact]
    public void Given_RunnerWithEverNewAddresses_When_ItDoesSomethingNew_Then_TheAddressSaysNothing()
    {
        var story = new Story(Story.Role);
        for (var day = 0; day < 10; day++)
        {
            story.Call((day * 24) + 9, "s3:GetObject", FormattableString.Invariant($"20.{day}.1.1"), "terraform", write: true);
        }

        story.Call(Night, "iam:CreateRole", "20.99.1.1", "terraform", write: true);

        Assert.DoesNotContain(story.Signals(), static s => s.Rule == Rule);
        Assert.Contains(story.Signals(BehaviorContext.Default with { Noise = new() { Churn = false } }), static s => s.Rule == Rule);
    }

    [Fact]
    public void Given_NewSessionOfAKnownRole_When_ItActsInAnotherWay_Then_TheRoleIsThePast()
    {
        var story = new Story(Story.Role);
        for (var day = 0; day < 10; day++)
        {
            story.Call((day * 24) + 9, "s3:GetObject", subject: "ana");
        }

        var signal = Assert.Single(story.Call(Night, "iam:CreateUser", "203.0.113.9", "curl", subject: "zoe").Signals(), static s => s.Rule == Rule);

        Assert.StartsWith("of the role: ", signal.Explanation.Window, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ShortPast_When_EverythingIsNew_Then_Silent() =>
        Assert.DoesNotContain(new Story(Story.User).Call(0, "s3:GetObject").Call(Night, "iam:CreateUser", "203.0.113.9", "curl").Signals(), static s => s.Rule == Rule);

    private static Story Habit(bool writes = false)
    {
        var story = new Story(Story.User);
        for (var day = 0; day < 10; day++)
        {
            story.Call((day * 24) + 9, "s3:GetObject", write: writes);
        }

        return story;
    }
}
