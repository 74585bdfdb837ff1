using CsCheck;
using OrleansTwin.Demo.Scenario;
using OrleansTwin.Incidents.Report;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Tests.Stages.Scenarios.Demo;

namespace OrleansTwin.Tests.Stages.Pipeline.Settle;

/// <summary>The first report and the truth meter of the demo's records.</summary>
public sealed class FirstReportTests
{
    private static readonly Lazy<string> Text = new(static () => FirstReportMarkdown.Write(DemoPlay.View.Report.Value));

    [Fact]
    public void Given_TheSetsInAnyOrder_When_Settled_Then_TheSameReportAndTheSameMeter()
    {
        Gen.Int[0, 1_000].Sample(
            static seed =>
            {
                var view = DemoPlay.Settle([.. Shuffled(DemoPlay.Worlds, seed).Select(world => world with
                {
                    States = Shuffled(world.States, seed), Signals = Shuffled(world.Signals, seed), Impacts = Shuffled(world.Impacts, seed), Mints = Shuffled(world.Mints, seed), Events = Shuffled(world.Events, seed),
                })]);
                Assert.Equal(Text.Value, FirstReportMarkdown.Write(view.Report.Value));
                Assert.Equal(TwinJson.Line(DemoPlay.View.Agreement.Value), TwinJson.Line(view.Agreement.Value));
            },
            iter: 2,
            threads: 1);
    }

    [Fact]
    public void Given_EventsThatARunNeedNotKeep_When_TheyAreLeftOut_Then_TheSameReport()
    {
        var view = DemoPlay.Settle([.. DemoPlay.Worlds.Select(static world => world with { Events = [.. world.Events.Where(Kept(world))] })]);

        Assert.Equal(Text.Value, FirstReportMarkdown.Write(view.Report.Value));
        Assert.Equal(TwinJson.Line(DemoPlay.View.Agreement.Value), TwinJson.Line(view.Agreement.Value));
    }

    [Fact]
    public void Given_TheReport_When_Read_Then_EveryLineHasEvidenceThatTheTwinHolds()
    {
        var view = DemoPlay.View;
        var known = view.Events.Keys.Concat(view.Signals.Select(static signal => signal.Id)).Concat(view.Impacts.Select(static impact => impact.Id))
            .Concat(view.Answer.Incidents.Select(static incident => incident.Id)).Concat(view.Entities.Select(static entity => entity.Id.Value)).Concat(view.Sources.Select(static source => source.Name)).ToHashSet(StringComparer.Ordinal);
        Assert.All(ReportSections.Of(view.Report.Value).SelectMany(static section => section.Lines), line =>
        {
            Assert.NotEmpty(line.Evidence);
            Assert.All(line.Evidence, id => Assert.Contains(id, known));
        });
    }

    [Fact]
    public void Given_TheDemo_When_Reported_Then_CountsAreOfAllRecordsAndAssumptionsAreNamedOnce()
    {
        var report = DemoPlay.View.Report.Value;
        Assert.Equal(DemoPlay.View.Events.Count, report.Events);
        Assert.Equal(DemoPlay.View.Events.Values.Min(static record => record.Time), report.From);
        Assert.Single(report.CouldNotSee, static line => line.Text.StartsWith("Control policies of the organization", StringComparison.Ordinal));
        Assert.All(DemoPlay.View.Answer.Incidents, static incident => Assert.Single(incident.Evidence!.CouldNotSee, static spot => spot.What.StartsWith("Control policies", StringComparison.Ordinal)));
        Assert.Contains(DemoNames.Account, Text.Value, StringComparison.Ordinal);
        Assert.NotNull(report.Administrators);
        Assert.NotNull(report.OutsideTrusts);
    }

    private static Func<EventRecord, bool> Kept(ShardWorld world)
    {
        var evidence = world.Signals.SelectMany(static signal => signal.Evidence).ToHashSet(StringComparer.Ordinal);
        return record => record.Notable || evidence.Contains(record.Id);
    }

    private static List<T> Shuffled<T>(IReadOnlyList<T> items, int seed) =>
        [.. items.Select((item, index) => (item, Key: unchecked((uint)(index + seed) * 2_654_435_761u))).OrderBy(static pair => pair.Key).Select(static pair => pair.item)];
}
