using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Behavior;

public sealed class IdentityRuleTests
{
    private const double Later = 10 * 24;

    [Fact]
    public void Given_EstablishedUser_When_NewActionOfNewService_Then_OneLowSignalForTheService()
    {
        var signals = Habit().Call(Later, "iam:CreateUser", write: true).Signals();

        var signal = Assert.Single(signals);
        Assert.Equal("behavior.identity.first-service", signal.Rule);
        Assert.Equal(Severity.Low, signal.Severity);
        Assert.Equal(["e000010"], signal.Evidence);
        Assert.Equal("198.51.100.7", signal.Actor!.SourceIp);
        Assert.Contains("10 active days before", signal.Explanation.Window, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ShortData_When_EverythingIsNew_Then_SilentAndSaysSo()
    {
        var story = new Story(Story.User).Call(0, "s3:GetObject").Call(1, "ec2:RunInstances", "203.0.113.9", "other", "us-west-2");

        Assert.Empty(story.Signals());
        var established = BehaviorStage.Established(story.State(), string.Empty, EventOrder.Latest with { Ticks = Story.Start.AddHours(1).UtcTicks }, BehaviorOptions.Default);
        Assert.False(established.Holds);
        Assert.Contains("too short to judge", established.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ActionKnownToTheAccount_When_NewForTheIdentity_Then_InformationOnly()
    {
        var account = new Story("aws:account:111122223333").Call(1, "s3:PutBucketPolicy").State();
        var story = Habit().Call(Later, "s3:PutBucketPolicy", write: true);

        Assert.Equal(Severity.Info, Assert.Single(story.Signals(BehaviorContext.Default with { Account = account })).Severity);
        Assert.Equal(Severity.Low, Assert.Single(story.Signals()).Severity);
    }

    [Fact]
    public void Given_NeighbourAddress_When_Used_Then_InformationAndFarOneLow()
    {
        var signals = Habit().Call(Later, "s3:GetObject", "198.51.100.99").Call(Later + 1, "s3:GetObject", "203.0.113.9").Signals();

        Assert.Equal([Severity.Info, Severity.Low], signals.Select(static s => s.Severity));
    }

    [Fact]
    public void Given_SilenceOfFortyDays_When_Used_Then_DormantWakes()
    {
        var signal = Assert.Single(Habit().Call(50 * 24, "s3:GetObject").Signals());

        Assert.Equal("behavior.identity.dormant-wakes", signal.Rule);
        Assert.Contains("40 days", signal.Explanation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_TwelveDenialsOfFourActions_When_WithinMinutes_Then_ProbingOfMedium()
    {
        var story = new Story(Story.User);
        for (var i = 0; i < 12; i++)
        {
            story.Call(5 + (i / 120.0), "iam:List" + (i % 4), kept: "denied", error: "AccessDenied");
        }

        var signal = Assert.Single(story.Signals());
        Assert.Equal("behavior.identity.denied-burst", signal.Rule);
        Assert.Equal(Severity.Medium, signal.Severity);
        Assert.Equal(12, signal.Evidence.Count);
    }

    [Fact]
    public void Given_OneDeniedCallOverAndOver_When_WithinMinutes_Then_OneLoopWithItsCause()
    {
        var story = new Story(Story.Role);
        for (var i = 0; i < 40; i++)
        {
            story.Call(5 + (i / 120.0), "sqs:ReceiveMessage", kept: "denied", error: "AccessDenied", subject: "batch", resource: "arn:aws:sqs:eu-west-1:111122223333:jobs");
        }

        var signal = Assert.Single(story.Signals());
        Assert.Equal("behavior.identity.denied-loop", signal.Rule);
        Assert.Equal(Severity.Info, signal.Severity);
        Assert.Contains("sqs:ReceiveMessage on arn:aws:sqs:eu-west-1:111122223333:jobs (40 times", signal.Explanation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_NineDenials_When_WithinMinutesOrTwelveInAnHour_Then_Silent()
    {
        var story = new Story(Story.User);
        for (var i = 0; i < 12; i++)
        {
            story.Call(5 + (i / 10.0), "iam:List" + i, kept: "denied");
        }

        for (var i = 0; i < 9; i++)
        {
            story.Call(30 + (i / 120.0), "iam:List" + i, kept: "denied");
        }

        Assert.Empty(story.Signals());
    }

    [Theory]
    [InlineData(false, Severity.Medium)]
    [InlineData(true, Severity.High)]
    public void Given_SixSecretsReadWithinMinutes_When_NeverBefore_Then_MediumOrHighForAJewel(bool jewel, Severity severity)
    {
        var story = new Story(Story.User);
        Secrets(story, 5);

        var signal = Assert.Single(story.Signals(jewel ? Story.Jewels("arn:aws:secretsmanager:eu-west-1:111122223333:secret:s2") : null));
        Assert.Equal("behavior.identity.sensitive-read-burst", signal.Rule);
        Assert.Equal(severity, signal.Severity);
    }

    [Fact]
    public void Given_TheSameSecretsEachHour_When_ReadAgain_Then_OnlyTheFirstHourIsAboveLow()
    {
        var story = new Story(Story.Role);
        for (var hour = 0; hour < 6; hour++)
        {
            Secrets(story, hour);
        }

        var signals = story.Signals();
        Assert.Equal(6, signals.Count);
        Assert.Equal(Severity.Medium, signals[0].Severity);
        Assert.All(signals.Skip(1), static signal => Assert.Equal(Severity.Low, signal.Severity));
    }

    [Fact]
    public void Given_Root_When_Used_Then_OncePerDayAndHighForPower()
    {
        var signals = new Story(Story.Root).Call(5, "s3:ListBuckets").Call(9, "iam:CreateAccessKey", write: true).Call(30, "s3:ListBuckets").Signals();

        Assert.Equal(["behavior.identity.root-used", "behavior.identity.root-power", "behavior.identity.root-used"], signals.Select(static s => s.Rule));
        Assert.Equal([Severity.Medium, Severity.High, Severity.Medium], signals.Select(static s => s.Severity));
    }

    [Theory]
    [InlineData("s3:ListBuckets", Severity.Medium)]
    [InlineData("ec2:AuthorizeSecurityGroupIngress", Severity.High)]
    public void Given_TorExit_When_Used_Then_MediumAndHighWithPower(string action, Severity severity)
    {
        var context = Story.Intel(static address => address == "203.0.113.66" ? new AddressVerdict { Tor = true, Names = ["tor-exit"] } : AddressVerdict.Unknown);
        var signal = Assert.Single(new Story(Story.User).Call(1, action, "203.0.113.66").Signals(context));

        Assert.Equal("behavior.identity.hostile-origin", signal.Rule);
        Assert.Equal(severity, signal.Severity);
        Assert.Equal(SignalKind.Indicator, signal.Kind);
        Assert.Equal("ip:203.0.113.66", signal.Entities[1].Value);
        var allowed = Story.Intel(static _ => new AddressVerdict { Tor = true, KnownGood = true });
        Assert.Empty(new Story(Story.User).Call(1, action, "203.0.113.66").Signals(allowed));
    }

    [Fact]
    public void Given_TwoContinentsWithinAnHour_When_User_Then_LowAndForRolesSilent()
    {
        var context = Story.Intel(static address => new AddressVerdict { Country = address[0] == '1' ? "DE" : "AU", LatitudeMilli = address[0] == '1' ? 52_500 : -33_900, LongitudeMilli = address[0] == '1' ? 13_400 : 151_200 });

        var signal = Assert.Single(new Story(Story.User).Call(1, "s3:GetObject").Call(2, "s3:GetObject", "203.0.113.9").Signals(context));
        Assert.Equal("behavior.identity.impossible-travel", signal.Rule);
        Assert.Contains("km in 60 minutes (DE to AU)", signal.Explanation.Observed, StringComparison.Ordinal);
        Assert.Empty(new Story(Story.Role).Call(1, "s3:GetObject").Call(2, "s3:GetObject", "203.0.113.9").Signals(context));
        Assert.Empty(new Story(Story.User).Call(1, "s3:GetObject").Call(40, "s3:GetObject", "203.0.113.9").Signals(context));
    }

    [Fact]
    public void Given_MoreValuesThanTheTableHolds_When_NewOnesCome_Then_NoFirstUseAnyMore()
    {
        var story = Habit();
        for (var i = 0; i < 20; i++)
        {
            story.Call(Later + i, "s3:Put" + i);
        }

        var state = story.State(new BaselineLimits { ValuesMax = 5 });
        var signals = BehaviorStage.Derive(state, BehaviorContext.Default, EventOrder.Earliest, EventOrder.Latest);
        Assert.Equal(4, signals.Count(static s => s.Rule == "behavior.identity.first-action"));
    }

    private static void Secrets(Story story, double hour)
    {
        for (var i = 0; i < 6; i++)
        {
            var id = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:s" + i;
            story.Call(hour + (i / 120.0), "secretsmanager:GetSecretValue", resource: id, kept: "sensitive-read", subject: "job");
        }
    }

    /// <summary>Ten days of one call a day.</summary>
    private static Story Habit()
    {
        var story = new Story(Story.User);
        for (var day = 0; day < 10; day++)
        {
            story.Call((day * 24) + 9, "s3:GetObject");
        }

        return story;
    }
}
