using System.Globalization;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// Times in which a source was silent against its own rhythm: it had hardly an hour without a record before, or the hours of its silence had
/// records one week and two weeks before. What has no rhythm (an office at night, a rare region) is never called silent. That a source has
/// nothing to say and that it does not deliver look the same, and so it is told.
/// </summary>
public static class SilenceStage
{
    private const int Day = 24;
    private const int Week = 7 * Day;

    // Steady: of the three days before, at most every tenth hour was empty, and no run of empty hours of that week was a third as long.
    private const int SteadyBefore = 3 * Day;
    private const int SteadyKnown = 2 * Day;
    private const double SteadyShare = 0.85;
    private const int SteadyRunMin = 3;
    private const int SteadyTimes = 3;

    // Weekly: so many hours of the run had records in both weeks before.
    private const int WeeklyHoursMin = 4;

    /// <summary>The silences of all sources; <paramref name="explained"/> are gaps that the records themselves tell of.</summary>
    public static IReadOnlyList<SourceGap> Of(IReadOnlyList<ShardWorld> worlds, IReadOnlyList<SourceGap> explained)
    {
        var counts = worlds.SelectMany(static world => world.Sources.Counts.Select(count => (Name: CoverageStage.NameOf(count.Source, world.Shard.Account), Count: count)))
            .Where(static one => one.Count.Source != RecordFormat.Snapshot && !one.Count.Hours.IsEmpty).ToList();
        var end = counts.Select(static one => one.Count.Hours.Last).DefaultIfEmpty(0).Max();
        var silences = new List<SourceGap>();
        foreach (var source in counts.GroupBy(static one => one.Name, StringComparer.Ordinal))
        {
            var regions = source.GroupBy(static one => one.Count.Region, StringComparer.Ordinal)
                .Select(static group => (Region: group.Key, Hours: Union(group.Select(static one => one.Count.Hours)))).ToList();
            var runs = Runs(Union(regions.Select(static one => one.Hours)), end).ToList();
            silences.AddRange(runs.Select(run => Told(source.Key, source.First().Count.Source, string.Empty, run, end)));
            silences.AddRange(regions.Where(one => one.Region.Length > 0 && regions.Count > 1)
                .SelectMany(one => Runs(one.Hours, end).Where(run => !runs.Exists(whole => whole.From <= run.To && run.From <= whole.To)).Select(run => Told(source.Key, source.First().Count.Source, one.Region, run, end))));
        }

        return [.. silences.Where(silence => !explained.Any(gap => gap.Source == silence.Source && gap.From <= silence.From && (gap.To is null || gap.To > silence.From)))];
    }

    /// <summary>Runs of empty hours, both ends included, that the source's own past does not know.</summary>
    public static IEnumerable<(int From, int To)> Runs(HourSet hours, int end)
    {
        // A silence that is told is no part of the rhythm: its hours count as seen for what comes after it.
        var (from, rhythm) = (-1, hours);
        for (var hour = hours.Begin; hour <= end + 1; hour++)
        {
            if (hour <= end && !hours.Has(hour))
            {
                from = from < 0 ? hour : from;
            }
            else if (from >= 0)
            {
                if (IsSteadyBefore(rhythm, from, hour - from) || WeeklyHours(hours, from, hour) >= WeeklyHoursMin)
                {
                    yield return (from, hour - 1);
                    rhythm = Enumerable.Range(from, hour - from).Aggregate(rhythm, static (set, silent) => set.With(silent));
                }

                from = -1;
            }
        }
    }

    private static bool IsSteadyBefore(HourSet hours, int from, int length)
    {
        var known = Math.Min(SteadyBefore, from - hours.Begin);
        return length >= SteadyRunMin && known >= SteadyKnown
            && Enumerable.Range(from - known, known).Count(hours.Has) >= known * SteadyShare
            && length >= SteadyTimes * LongestEmpty(hours, Math.Max(hours.Begin, from - Week), from);
    }

    private static int WeeklyHours(HourSet hours, int from, int until) =>
        Enumerable.Range(from, until - from).Count(hour => hours.Has(hour - Week) && hours.Has(hour - (2 * Week)));

    private static int LongestEmpty(HourSet hours, int from, int until)
    {
        var (longest, run) = (0, 0);
        for (var hour = from; hour < until; hour++)
        {
            run = hours.Has(hour) ? 0 : run + 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static HourSet Union(IEnumerable<HourSet> sets) => sets.Aggregate(HourSet.Empty, static (union, set) => union.Union(set));

    private static SourceGap Told(string name, RecordFormat source, string region, (int From, int To) run, int end)
    {
        var hours = (run.To - run.From + 1).ToString(CultureInfo.InvariantCulture);
        var where = region.Length > 0 ? $" in {region}" : string.Empty;
        return new(
            name,
            At(run.From),
            run.To == end ? null : At(run.To + 1),
            $"whatever {name}{where} would have recorded",
            $"no record of these {hours} hours was in the input, where its own rhythm would have some; a source that does not deliver and one with nothing to say look the same",
            source is RecordFormat.CloudTrail or RecordFormat.EventBridge ? "look whether the trail delivers (cloudtrail:GetTrailStatus), and read the files of these hours" : "look whether it delivers, and read the records of these hours",
            string.Empty);
    }

    private static DateTimeOffset At(int hour) => DateTimeOffset.UnixEpoch.AddHours(hour);
}
