using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>
/// What an hourly volume usually is, from hours before it: median and scaled median absolute deviation, of the same hour of the week if
/// enough such hours were active, else of the same hour of the day (with the hours beside it), else of all active hours. Whole numbers only.
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

        return Slot(past, hour, HoursAWeek, thresholds.WeekSamplesMin, "this hour of the week", thresholds)
            ?? Slot(past, hour, HoursADay, thresholds.DaySamplesMin, "this hour of the day", thresholds)
            ?? Of([.. past.Select(static pair => pair.Value)], past, "all active hours", thresholds);
    }

    /// <summary>Median of values; of an even number the lower one.</summary>
    public static long MedianOf(long[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : values[(values.Length - 1) / 2];
    }

    // What comes every night comes now and then an hour early or late, so the neighbouring hours' limits hold as well.
    private static HourNorm? Slot(List<KeyValuePair<int, long>> past, int hour, int period, int samplesMin, string basis, BehaviorThresholds thresholds)
    {
        HourNorm? At(int slot)
        {
            List<long> values = [.. past.Where(pair => (pair.Key - slot) % period == 0).Select(static pair => pair.Value)];
            return values.Count >= samplesMin ? Of(values, past, basis, thresholds) : null;
        }

        return At(hour) is { } own ? own with { Limit = Math.Max(own.Limit, Math.Max(At(hour - 1)?.Limit ?? 0, At(hour + 1)?.Limit ?? 0)) } : null;
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
