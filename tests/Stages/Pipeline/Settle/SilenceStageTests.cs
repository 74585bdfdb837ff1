using CsCheck;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Tests.Stages.Pipeline.Settle;

public sealed class SilenceStageTests
{
    private const string Account = "111122223333";
    private const int Day = 24;

    // A Monday at midnight.
    private static readonly int Start = (int)(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero) - DateTimeOffset.UnixEpoch).TotalHours;

    [Fact]
    public void Given_HoursInAnyOrder_When_Added_Then_TheSetIsThatOfTheLatestHours() =>
        Gen.Int[0, 40_000].Array[0, 60].SelectMany(static hours => Gen.Shuffle((int[])hours.Clone()).Select(shuffled => (hours, shuffled)))
            .Sample(static pair =>
            {
                var set = pair.hours.Aggregate(HourSet.Empty, static (known, hour) => known.With(hour));
                Assert.Equal(set, pair.shuffled.Aggregate(HourSet.Empty, static (known, hour) => known.With(hour)));
                if (pair.hours.Length > 0)
                {
                    var floor = ((pair.hours.Max() / 64) - (HourSet.HoursMax / 64) + 1) * 64;
                    var kept = pair.hours.Where(hour => hour >= floor).ToHashSet();
                    Assert.Equal(kept.Order(), Enumerable.Range(0, 40_100).Where(set.Has));
                    Assert.Equal((kept.Min(), kept.Max()), (set.Begin, set.Last));
                }
            });

    [Fact]
    public void Given_ASteadySourceWithADayMissing_When_Asked_Then_TheDayIsToldFromItsFirstEmptyHourOn()
    {
        var gap = Assert.Single(Gaps(World(("eu-west-1", Hours(10 * Day).Where(static hour => hour / Day != 6 && hour % 17 != 0)))));
        Assert.Equal((At(6 * Day), At(7 * Day)), (gap.From, gap.To));
        Assert.Contains("these 24 hours", gap.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("event", gap.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ASilenceThatWasTold_When_AnotherFollowsInTheSameWeek_Then_ItIsToldToo()
    {
        var gaps = Gaps(World(("eu-west-1", Hours(10 * Day).Where(static hour => hour / Day is not (5 or 8)))));
        Assert.Equal([At(5 * Day), At(8 * Day)], gaps.Select(static gap => gap.From));
    }

    [Fact]
    public void Given_ASteadySourceThatEndsBeforeTheOthers_When_Asked_Then_ItIsSilentToTheEnd()
    {
        var gap = Assert.Single(Gaps(World(("eu-west-1", Hours(4 * Day))), World(("eu-west-1", Hours(5 * Day)), "444455556666")));
        Assert.Equal((At(4 * Day), null), (gap.From, gap.To));
    }

    [Fact]
    public void Given_AnOfficeOfThreeWeeks_When_NightsAndWeekendsAreEmpty_Then_NothingIsTold() =>
        Assert.Empty(Gaps(World(("eu-west-1", Office(3)))));

    [Fact]
    public void Given_AnOfficeOfThreeWeeks_When_AWednesdayIsMissing_Then_ItIsTold()
    {
        const int Wednesday = (16 * Day) + 9;
        var gap = Assert.Single(Gaps(World(("eu-west-1", Office(3).Where(static hour => hour / Day != 16)))));
        Assert.InRange(At(Wednesday), gap.From, gap.To!.Value);
    }

    [Fact]
    public void Given_LessThanTwoDays_When_HoursAreMissing_Then_NothingIsTold() =>
        Assert.Empty(Gaps(World(("eu-west-1", Hours(3 * Day).Where(static hour => hour is < 30 or > 45)))));

    [Fact]
    public void Given_OneRegionSilent_When_TheOthersGoOn_Then_TheRegionIsNamed()
    {
        var world = World([("eu-west-1", Hours(8 * Day)), ("us-east-1", Hours(8 * Day).Where(static hour => hour / Day != 5))]);
        var gap = Assert.Single(Gaps(world));
        Assert.Contains("in us-east-1", gap.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ATrailStopped_When_ItsSourceFallsSilent_Then_TheSilenceIsNotToldAgain()
    {
        var world = World(("eu-west-1", Hours(8 * Day).Where(static hour => hour / Day != 5)));
        var stopped = new SourceGap($"CloudTrail of {Account}", At((5 * Day) - 1), At(6 * Day), "w", "y", "h", "e");
        Assert.Empty(SilenceStage.Of([world], [stopped]));
        Assert.Single(SilenceStage.Of([world], [stopped with { To = At((5 * Day) - 1) }]));
    }

    private static IReadOnlyList<SourceGap> Gaps(params ShardWorld[] worlds) => SilenceStage.Of(worlds, []);

    private static IEnumerable<int> Hours(int count) => Enumerable.Range(0, count);

    private static IEnumerable<int> Office(int weeks) => Hours(weeks * 7 * Day).Where(static hour => hour / Day % 7 < 5 && hour % Day is >= 8 and < 18);

    private static DateTimeOffset At(int hour) => DateTimeOffset.UnixEpoch.AddHours(Start + hour);

    private static ShardWorld World((string Region, IEnumerable<int> Hours) source, string account = Account) => World([source], account);

    private static ShardWorld World(IEnumerable<(string Region, IEnumerable<int> Hours)> sources, string account = Account) => new()
    {
        Shard = new("t", Cloud.Aws, account),
        States = [],
        Signals = [],
        Impacts = [],
        Mints = [],
        Events = [],
        Sources = new(
            [.. sources.Select(static source => new SourceCount(RecordFormat.CloudTrail, source.Region, 1, 0, 0, 0, source.Hours.Aggregate(HourSet.Empty, static (set, hour) => set.With(Start + hour))))],
            [],
            0),
    };
}
