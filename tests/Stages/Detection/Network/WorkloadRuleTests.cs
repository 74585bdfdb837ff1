using OrleansTwin.Model.Signals;
using OrleansTwin.Tests.Stages.Detection.Behavior;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Network;

public sealed class WorkloadRuleTests
{
    private const double Later = 7 * 24;

    [Fact]
    public void Given_AWeekOfOrdinaryTraffic_When_NewStorePeerAndVolumeInOneHour_Then_ThreeMediumSignalsOfOneFamily()
    {
        var story = Week()
            .Flow(Later + 0.2, "203.0.113.66", 50_000)
            .Flow(Later + 0.3, "52.94.1.1", 400_000, store: "DYNAMODB")
            .Flow(Later + 0.5, "203.0.113.66", 900_000_000);

        var signals = story.Signals();

        Assert.Equal(
            ["behavior.network.data-store-contact", "behavior.network.outbound-peers", "behavior.network.outbound-volume"],
            signals.Select(static s => s.Rule).Order(StringComparer.Ordinal));
        Assert.All(signals, static s => Assert.Equal(Severity.Medium, s.Severity));
        Assert.All(signals, static s => Assert.Equal("anomalous-network-traffic", s.Family));
        Assert.All(signals, static s => Assert.Equal(Story.Machine, s.Subject.Value));
        Assert.All(signals, static s => Assert.NotEmpty(s.Evidence));
        Assert.All(signals, static s => Assert.DoesNotContain("stays low", s.Explanation.Text, StringComparison.Ordinal));
        Assert.Contains("900,450,000 bytes", signals.Single(static s => s.Rule.EndsWith("volume", StringComparison.Ordinal)).Explanation.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_OnlyANewStore_When_Met_Then_Low()
    {
        var signal = Assert.Single(Week().Flow(Later, "10.0.0.5", 100, store: "S3").Signals());

        Assert.Equal("behavior.network.data-store-contact", signal.Rule);
        Assert.Equal(Severity.Low, signal.Severity);
        Assert.EndsWith("so by itself it stays low.", signal.Explanation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_TwoDaysOfData_When_EverythingIsNew_Then_Silent() =>
        Assert.Empty(new Story(Story.Machine).Flow(1, "10.0.0.5", 100).Flow(30, "203.0.113.66", 900_000_000, store: "DYNAMODB", portIn: "22").Signals());

    [Fact]
    public void Given_NightlyBackup_When_ItRunsAgain_Then_Silent()
    {
        var story = new Story(Story.Machine);
        for (var hour = 0; hour < 24 * 20; hour++)
        {
            story.Flow(hour, "10.0.0.5", hour % 24 == 3 ? 5_000_000_000 : 40_000);
        }

        Assert.DoesNotContain(story.Signals(), static s => s.Time >= Story.Start.AddDays(12));
    }

    [Fact]
    public void Given_AdminPortFromTheInternet_When_AcceptedFirst_Then_LowAndFromInsideSilent()
    {
        var signal = Assert.Single(Week().Flow(Later, peerIn: "203.0.113.66", portIn: "22").Signals());
        Assert.Equal("behavior.network.admin-port-inbound", signal.Rule);
        Assert.NotEqual("anomalous-network-traffic", signal.Family);
        Assert.Empty(Week().Flow(Later, peerIn: "10.0.0.9", portIn: "22").Flow(Later, peerIn: "203.0.113.66", portIn: "443").Signals());
    }

    [Fact]
    public void Given_RejectedFlows_When_ManyInSeveralHours_Then_OneNoteADay()
    {
        var story = Week();
        for (var hour = 0; hour < 6; hour++)
        {
            story.Flow(Later + hour, rejected: 400);
        }

        Assert.Equal(Severity.Info, Assert.Single(story.Signals()).Severity);
    }

    [Fact]
    public void Given_SixtyNewHosts_When_WithinAnHour_Then_HostScanAndAnswersToCallersNone()
    {
        var scan = Week();
        var answers = Week();
        for (var i = 0; i < 60; i++)
        {
            scan.Flow(Later + (i / 100.0), "10.0.7." + i, 60, portOut: "445");
            answers.Flow(Later + (i / 100.0), peerIn: "203.0.113." + i).Flow(Later + (i / 100.0), "203.0.113." + i, 60, portOut: (40_000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var signal = Assert.Single(scan.Signals(), static s => s.Family == "network-scan");
        Assert.Equal(Severity.Medium, signal.Severity);
        Assert.DoesNotContain(answers.Signals(), static s => s.Family == "network-scan");
    }

    /// <summary>Seven days of hourly traffic with two inner peers.</summary>
    private static Story Week()
    {
        var story = new Story(Story.Machine);
        for (var hour = 0; hour < 24 * 7; hour++)
        {
            story.Flow(hour, hour % 2 == 0 ? "10.0.0.5" : "10.0.0.6", 40_000 + (hour * 13 % 7 * 1000));
        }

        return story;
    }
}
