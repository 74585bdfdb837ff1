using OrleansTwin.Demo.Scenario;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Tests.Stages.Scenarios.Demo;

/// <summary>The rest of the demo: silence of the ordinary, the near misses with their why, the blind spot, the seeds.</summary>
public sealed class DemoBackgroundTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Given_AnySeed_When_Run_Then_OnlyTheAttackIsLoudAndOneCriticalIncidentTellsIt(ulong seed)
    {
        var view = DemoPlay.Run(seed);

        Assert.DoesNotContain(view.Signals, static signal => signal.Severity >= Severity.Medium && signal.Time < DemoScenario.AttackStart);
        var incident = Assert.Single(view.Answer.Incidents);
        Assert.Equal(Severity.Critical, incident.Severity);
        Assert.All(view.Answer.Alerts, alert => Assert.Equal(incident.Id, alert.Incident));
        Assert.Equal(3, Assert.Single(view.Answer.Alerts, static alert => alert.Title == "Anomalous network traffic").Signals.Count);
    }

    [Fact]
    public void Given_TheOrdinaryTrafficAlone_When_Run_Then_NoAlert()
    {
        var view = DemoPlay.Run(1, attack: false);

        Assert.Empty(view.Answer.Alerts);
        Assert.DoesNotContain(view.Signals, static signal => signal.Severity >= Severity.Medium);
        Assert.DoesNotContain(view.Impacts, static impact => impact.Severity >= Severity.Medium);
        Assert.InRange(view.Entities.Count, 300, 2_000);
        Assert.InRange(view.Events.Count, 2_000, 20_000);
    }

    [Fact]
    public void Given_TheNearMisses_When_Run_Then_TheyStayLowAndSayWhy()
    {
        var loop = Assert.Single(DemoPlay.View.Signals, static signal => signal.Rule == "behavior.identity.denied-loop");
        Assert.Equal(Severity.Info, loop.Severity);
        Assert.Contains("would be probing", loop.Explanation.Expected, StringComparison.Ordinal);
        Assert.Contains("function:stock-sync", loop.Explanation.Text, StringComparison.Ordinal);

        var volume = Assert.Single(DemoPlay.View.Signals, static signal => signal.Rule == "behavior.network.outbound-volume" && signal.Time < DemoScenario.WeekEnd);
        Assert.Equal((Severity.Low, DemoNames.Ec2($"instance/{DemoNames.BatchHost}")), (volume.Severity, volume.Subject.Value));
        Assert.Contains("by itself it stays low", volume.Explanation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_TheTableNoTrailWatches_When_Run_Then_TheIncidentSaysItCouldNotSeeItsReads()
    {
        var spots = Assert.Single(DemoPlay.View.Answer.Incidents).Evidence!.CouldNotSee;

        Assert.Contains(spots, static spot => spot.What == $"Reads of {DemoNames.Unwatched}" && spot.Why.StartsWith("no trail that the twin knows", StringComparison.Ordinal));
        Assert.DoesNotContain(spots, static spot => spot.What == $"Reads of {DemoNames.Jewel}");
    }

    [Fact]
    public void Given_OneSeed_When_BuiltTwice_Then_TheSameBytesAndAnotherSeedGivesOthers()
    {
        var (one, two, other) = (DemoScenario.Build(7), DemoScenario.Build(7), DemoScenario.Build(8));

        Assert.Equal(one.Select(static part => (part.Name, Convert.ToHexString(part.Bytes))), two.Select(static part => (part.Name, Convert.ToHexString(part.Bytes))));
        Assert.NotEqual(one.Select(static part => part.Name), other.Select(static part => part.Name));
    }
}
