using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>
/// What an hourly volume usually is, from hours before it: median and scaled median absolute deviation, of the same hour of the week if
/// enough such hours were active, else of the same hour of the day, else of all active hours. Whole numbers only.
/// </summary>
/// <param name="Limit">Greatest volume that is still usual.</param>
internal sealed record HourNorm(long Median, long Limit, long Max, int Samples, string Basis)
{
    private const int HoursADay = 24;
    private const int HoursAWeek = 168;
    private const int Percent = 100;

    // 1.4826 makes the median absolute deviation of normal values their standard deviation.
    private const long ScaleThousandths = 1483;
    private const int Thousand = 1000;

    /// <summary>The norm for <paramref name="hour"/>, or null where the past is too short.</summary>
    public static HourNorm? At(HourCounters counters, int hour, BehaviorThresholds thresholds)
    {
        var past = counters.Between(hour - thresholds.LookbackHours, hour).Where(static pair => pair.Value > 0).ToList();
        if (past.Count < thresholds.HistoryHoursMin)
        {
            return null;
        }

        var week = Same(past, hour, HoursAWeek);
        if (week.Count >= thresholds.WeekSamplesMin)
        {
            return Of(week, past, "this hour of the week", thresholds);
        }

        var day = Same(past, hour, HoursADay);
        return day.Count >= thresholds.DaySamplesMin
            ? Of(day, past, "this hour of the day", thresholds)
            : Of([.. past.Select(static pair => pair.Value)], past, "all active hours", thresholds);
    }

    /// <summary>Median of values; of an even number the lower one.</summary>
    public static long MedianOf(long[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : values[(values.Length - 1) / 2];
    }

    private static List<long> Same(List<KeyValuePair<int, long>> past, int hour, int period) =>
        [.. past.Where(pair => Apart(pair.Key, hour, period) <= 1).Select(static pair => pair.Value)];

    private static int Apart(int one, int other, int period)
    {
        var distance = (((one - other) % period) + period) % period;
        return Math.Min(distance, period - distance);
    }

    private static HourNorm Of(List<long> values, List<KeyValuePair<int, long>> past, string basis, BehaviorThresholds thresholds)
    {
        var median = MedianOf([.. values]);
        var deviation = MedianOf([.. values.Select(value => Math.Abs(value - median))]);
        var spread = (Int128)thresholds.Deviations * deviation * ScaleThousandths / Thousand;
        var limit = Int128.Max(median + spread, (Int128)median * thresholds.RatioPercent / Percent);
        return new(median, (long)Int128.Min(limit, long.MaxValue), past.Max(static pair => pair.Value), values.Count, basis);
    }
}
