using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;
using OrleansTwin.Tests.Stages.Detection.Behavior;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Surprise;

/// <summary>What is no surprise is lowered, with the reason; what differs in one point stays as it was said.</summary>
public sealed class SurpriseStageTests
{
    private const int Day = 30;
    private const string Vendor = "444455556666";
    private readonly SurpriseScene _scene = new();

    [Fact]
    public void Given_OpenedAndClosedByOneHand_When_Weighed_Then_InformationAndTheReasonIsTold()
    {
        var weighed = _scene.After(_scene.Open(Day, 0, closed: 6));

        Assert.Equal(Severity.Info, weighed.Severity);
        Assert.True(weighed.Score < 70);
        Assert.Contains("Lowered from medium to info: the same hand took it back within 6 minutes", weighed.Explanation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_NotClosedInTimeOrByAnotherHandOrAnotherAttribute_When_Weighed_Then_Unchanged()
    {
        Unchanged(_scene.Open(Day, 0));
        Unchanged(_scene.Open(Day + 1, 0, closed: 61));
        Unchanged(_scene.Open(Day + 2, 0, closed: 6, closer: SurpriseScene.Other));
        Unchanged(_scene.Open(Day + 3, 0, closed: 6, closes: "egress"));
    }

    [Fact]
    public void Given_PartOfItStaysOrMoreThanIsListed_When_Weighed_Then_Unchanged()
    {
        var wide = _scene.Act(Day, 0);
        _scene.Change(wide, [SurpriseScene.Row("ip:203.0.113.1/32"), SurpriseScene.Row("ip:203.0.113.2/32")], []);
        _scene.Change(_scene.Act(Day, 5), [], [SurpriseScene.Row("ip:203.0.113.1/32")]);
        Unchanged(_scene.Say(Severity.Medium, wide));

        var many = _scene.Act(Day + 2, 0);
        _scene.Change(many, [SurpriseScene.Row("ip:203.0.113.1/32")], [], more: 1);
        _scene.Change(_scene.Act(Day + 2, 5), [], [SurpriseScene.Row("ip:203.0.113.1/32")]);
        Unchanged(_scene.Say(Severity.Medium, many));
    }

    [Fact]
    public void Given_AnotherPlaceOrClientOrRootOrRefusedOrCritical_When_Weighed_Then_Unchanged()
    {
        void Closed(int day, Severity severity, string user = Story.User, string address = SurpriseScene.Home, string agent = "aws-cli/2", Outcome outcome = Outcome.Success)
        {
            var opened = _scene.Act(day, 0, user, address: address, agent: agent, outcome: outcome);
            _scene.Change(opened, [SurpriseScene.Row("ip:203.0.113.0/24")], []);
            _scene.Change(_scene.Act(day, 5, user), [], [SurpriseScene.Row("ip:203.0.113.0/24")]);
            Unchanged(_scene.Say(severity, opened));
        }

        Closed(Day, Severity.Medium, address: "192.0.2.9");
        Closed(Day + 1, Severity.Medium, agent: "curl/8");
        Closed(Day + 2, Severity.Medium, user: Story.Root);
        Closed(Day + 3, Severity.Medium, outcome: Outcome.Denied);
        Closed(Day + 4, Severity.Critical);
    }

    [Fact]
    public void Given_OneActThatStays_When_InTheSameSession_Then_AllOfItStaysLoud()
    {
        var closed = _scene.Open(Day, 0, closed: 6);
        Unchanged(_scene.Say(Severity.Medium, _scene.Act(Day, 30, action: "RunInstances", target: "arn:aws:ec2:eu-west-1:111122223333:instance/i-1")));
        Unchanged(closed);
        var later = _scene.Open(Day, 100, closed: 6);
        Assert.Equal(Severity.Info, _scene.After(later).Severity);
    }

    [Fact]
    public void Given_AnAccountThatIsLetInForLong_When_ADoorIsOpenedToIt_Then_LowAndTheReasonIsTold()
    {
        foreach (var day in (int[])[2, 5, 20])
        {
            _scene.LetIn(day, Vendor);
        }

        var weighed = _scene.After(_scene.Open(Day, 0, who: "aws:account:" + Vendor));

        Assert.Equal(Severity.Low, weighed.Severity);
        Assert.Contains($"roles here have let account {Vendor} in on 3 earlier days, the first 28 days ago", weighed.Explanation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_TooFewDaysOrTooRecentOrOneStrangerBesideIt_When_ADoorIsOpened_Then_Unchanged()
    {
        _scene.LetIn(2, Vendor);
        _scene.LetIn(5, Vendor);
        Unchanged(_scene.Open(Day, 0, who: "aws:account:" + Vendor));

        foreach (var day in (int[])[Day - 3, Day - 2, Day - 1])
        {
            _scene.LetIn(day, "777788889999");
        }

        Unchanged(_scene.Open(Day, 200, who: "aws:account:777788889999"));
        _scene.LetIn(8, Vendor);
        var both = _scene.Act(Day + 1, 0);
        _scene.Change(both, [SurpriseScene.Row("aws:account:" + Vendor), SurpriseScene.Row("aws:account:101010101010")], []);
        Unchanged(_scene.Say(Severity.Medium, both));
    }

    [Fact]
    public void Given_AnAccountOfTheEstate_When_ADoorIsOpenedToIt_Then_LowButNotToAnyone()
    {
        _scene.Accounts.Add("222233334444");
        Assert.Equal(Severity.Low, _scene.After(_scene.Open(Day, 0, who: "aws:account:222233334444")).Severity);
        Unchanged(_scene.Open(Day + 1, 0, who: "*"));
    }

    [Fact]
    public void Given_NoImpact_When_TheTwinKnowsWithWhomItWasShared_Then_ThatDecides()
    {
        _scene.Accounts.Add("222233334444");
        var own = _scene.Act(Day, 0);
        _scene.Share(own, "222233334444");
        Assert.Equal(Severity.Low, _scene.After(_scene.Say(Severity.High, own)).Severity);

        var foreign = _scene.Act(Day + 1, 0, target: "arn:aws:rds:eu-west-1:111122223333:snapshot:s");
        _scene.Share(foreign, "101010101010");
        Unchanged(_scene.Say(Severity.High, foreign));
    }

    [Fact]
    public void Given_ARoleTakenRarely_When_ThePersonWorksInTheNetworkForLong_Then_LoweredElseNot()
    {
        Signal Closed(int day, string session, string address)
        {
            var opened = _scene.ActRarely(day, session, address);
            _scene.Change(opened, [SurpriseScene.Row("ip:203.0.113.0/24")], []);
            _scene.Change(_scene.ActRarely(day, session, address), [], [SurpriseScene.Row("ip:203.0.113.0/24")]);
            return _scene.Say(Severity.Medium, opened);
        }

        Assert.Equal(Severity.Info, _scene.After(Closed(Day, "ada", "198.51.100.99")).Severity);
        Unchanged(Closed(Day + 1, "eve", "198.51.100.99"));
        Unchanged(Closed(Day + 2, "ada", "192.0.2.9"));
        Unchanged(Closed(5, "ada", "198.51.100.99"));
    }

    [Fact]
    public void Given_TheSameOnSeveralEarlierDays_When_Weighed_Then_LowFromTheThirdTimeOn()
    {
        var said = ((int[])[3, 9, 20]).Select(day => _scene.Open(day, 0)).ToList();
        Unchanged(said[0]);
        Unchanged(said[1]);
        var weighed = _scene.After(said[2]);
        Assert.Equal(Severity.Low, weighed.Severity);
        Assert.Contains("the same hand did the same on 2 earlier days, the first 17 days ago", weighed.Explanation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_TheSameTwiceWithinAWeek_When_DoneAgainWithinIt_Then_Unchanged()
    {
        _ = ((int[])[20, 22]).Select(day => _scene.Open(day, 0)).ToList();
        Unchanged(_scene.Open(26, 0));
    }

    [Fact]
    public void Given_GraverOrToSomebodyElseOrByAnotherHandOrByAnotherCall_When_Weighed_Then_Unchanged()
    {
        _ = ((int[])[3, 9]).Select(day => _scene.Open(day, 0)).ToList();
        Unchanged(_scene.Open(20, 0, who: "ip:192.0.2.0/24"));
        Unchanged(_scene.Open(22, 0, user: SurpriseScene.Other));
        var graver = _scene.Act(24, 0);
        _scene.Change(graver, [SurpriseScene.Row("ip:203.0.113.0/24")], [], Severity.High);
        Unchanged(_scene.Say(Severity.Medium, graver));
        Unchanged(_scene.Say(Severity.Medium, _scene.Act(26, 0, action: "ModifySecurityGroupRules")));
    }

    [Fact]
    public void Given_ASeriesOfReads_When_MostOfItWasReadBefore_Then_LowElseUnchanged()
    {
        Signal Reads(int day, params string[] secrets) =>
            _scene.Say(Severity.Medium, [.. secrets.Select((secret, n) => _scene.Act(day, n, action: "GetSecretValue", target: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:" + secret))]);

        Reads(3, "a", "b", "c", "d", "e");
        Reads(9, "a", "b", "c", "d", "e");
        Assert.Equal(Severity.Low, _scene.After(Reads(20, "a", "b", "c", "d", "f")).Severity);
        Unchanged(Reads(22, "v", "w", "x", "y", "z"));
    }

    [Fact]
    public void Given_ASwitchOff_When_Weighed_Then_ItsMechanismIsGone()
    {
        _scene.LetIn(2, Vendor);
        _scene.LetIn(3, Vendor);
        _scene.LetIn(4, Vendor);
        var net = _scene.Open(12, 0, closed: 5);
        var party = _scene.Open(14, 0, who: "aws:account:" + Vendor);
        var precedent = ((int[])[16, 24, 30]).Select(day => _scene.Open(day, 0, user: SurpriseScene.Other)).ToList()[^1];
        Signal[] all = [net, party, precedent];

        void Only(NoiseMechanisms noise, Signal loud)
        {
            _scene.Context = BehaviorContext.Default with { Noise = noise };
            Assert.Equal([loud.Id], all.Where(signal => _scene.After(signal).Severity == Severity.Medium).Select(static signal => signal.Id));
        }

        Only(new() { NetEffect = false }, net);
        Only(new() { KnownParties = false }, party);
        Only(new() { Precedents = false }, precedent);
    }

    private void Unchanged(Signal signal) => Assert.Equal(signal, _scene.After(signal));
}
