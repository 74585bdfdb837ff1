using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Baselines;
using CsCheck;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Behavior;

public sealed class DataRuleTests
{
    private const string Usual = "arn:aws:iam::111122223333:role/usual";
    private const string Other = "arn:aws:iam::111122223333:role/other";

    [Fact]
    public void Given_StoreReadAsUsual_When_OneHourTenTimesMore_Then_SignalOfThatHourOnly()
    {
        var story = Past().Read(10 * 24, Usual, 900);

        var signal = Assert.Single(story.Signals());
        Assert.Equal("behavior.store.read-volume", signal.Rule);
        Assert.Equal(Severity.Medium, signal.Severity);
        Assert.Contains("900 read calls", signal.Explanation.Observed, StringComparison.Ordinal);
        Assert.Contains("usual up to", signal.Explanation.Expected, StringComparison.Ordinal);
        Assert.Equal(Story.Table, signal.Subject.Value);
        Assert.Empty(Past().Read(10 * 24, Usual, 60).Signals());
    }

    [Fact]
    public void Given_NightlyPeak_When_ItComesAgain_Then_SilentAndAtAnotherHourNot()
    {
        var story = new Story(Story.Table);
        for (var hour = 0; hour < 24 * 14; hour++)
        {
            story.Read(hour, Usual, hour % 24 == 2 ? 5000 : 20);
        }

        Assert.DoesNotContain(story.Signals(), static s => s.Time >= Story.Start.AddDays(10));
        Assert.Contains(story.Read(14 * 24 + 12, Usual, 5000).Signals(), static s => s.Time >= Story.Start.AddDays(14));
    }

    [Fact]
    public void Given_JewelStore_When_NewPrincipalReads_Then_MediumAndForOthersSilent()
    {
        var story = Past().Read(10 * 24, Other);

        Assert.Empty(story.Signals());
        var signal = Assert.Single(story.Signals(Story.Jewels(Story.Table)));
        Assert.Equal("behavior.store.new-principal", signal.Rule);
        Assert.Equal(Severity.Medium, signal.Severity);
        Assert.Equal(Other, signal.Actor!.Id.Value);
        Assert.Equal([Story.Table, Other], signal.Entities.Select(static e => e.Value));
    }

    [Fact]
    public void Given_RandomHours_When_NormIsRead_Then_EqualsTheObviousReference()
    {
        var thresholds = BehaviorOptions.Default.Thresholds with { WeekSamplesMin = 2, DaySamplesMin = 4, HistoryHoursMin = 5, LookbackHours = 400 };
        Gen.Select(Gen.Select(Gen.Int[0, 500], Gen.Long[0, 1_000_000]).List[0, 80], Gen.Int[0, 520]).Sample((points, hour) =>
        {
            var counters = HourCounters.Empty;
            var reference = new SortedDictionary<int, long>();
            foreach (var (at, count) in points)
            {
                counters = counters.Add(at, count, 10_000);
                reference[at] = reference.GetValueOrDefault(at) + count;
            }

            Assert.Equal(ReferenceLimit(reference, hour, thresholds), HourNorm.At(counters, hour, thresholds)?.Limit);
        }, iter: 500);
    }

    private static long? ReferenceLimit(SortedDictionary<int, long> counts, int hour, BehaviorThresholds thresholds)
    {
        var past = new List<(int Hour, long Count)>();
        for (var at = hour - thresholds.LookbackHours; at < hour; at++)
        {
            if (counts.GetValueOrDefault(at) > 0)
            {
                past.Add((at, counts[at]));
            }
        }

        if (past.Count < thresholds.HistoryHoursMin)
        {
            return null;
        }

        long Limit(IEnumerable<long> list)
        {
            var values = list.Order().ToList();
            var median = values[(values.Count - 1) / 2];
            var deviation = values.Select(v => Math.Abs(v - median)).Order().ElementAt((values.Count - 1) / 2);
            return Math.Max(median + (thresholds.Deviations * deviation * 1483 / 1000), median * thresholds.RatioPercent / 100);
        }

        foreach (var (period, min) in new[] { (168, thresholds.WeekSamplesMin), (24, thresholds.DaySamplesMin) })
        {
            var slots = new[] { 0, -1, 1 }.Select(offset => past.Where(p => (p.Hour - hour - offset) % period == 0).Select(static p => p.Count).ToList()).ToList();
            if (slots[0].Count >= min)
            {
                return slots.Where(slot => slot.Count >= min).Max(Limit);
            }
        }

        return Limit(past.Select(static p => p.Count));
    }

    private static Story Past()
    {
        var story = new Story(Story.Table);
        for (var hour = 0; hour < 24 * 10; hour++)
        {
            story.Read(hour, Usual, 40 + (hour * 7 % 11));
        }

        return story;
    }
}
