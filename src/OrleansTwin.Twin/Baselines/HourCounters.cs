using System.Collections.Immutable;
using Orleans;

namespace OrleansTwin.Twin.Baselines;

/// <summary>Integer counters by hour of event time. A decision at an hour reads the hours before its own.</summary>
[GenerateSerializer, Immutable, Alias("ot.hours")]
public sealed record HourCounters([property: Id(0)] ImmutableSortedDictionary<int, long> Hours, [property: Id(1)] int LastHour)
{
    public static HourCounters Empty { get; } = new(ImmutableSortedDictionary<int, long>.Empty, int.MinValue);

    public HourCounters Add(int hour, long count, int hoursMax)
    {
        if (Hours.Count > 0 && hour <= LastHour - hoursMax)
        {
            return this;
        }

        var hours = Hours.SetItem(hour, Hours.GetValueOrDefault(hour) + count);
        var last = Math.Max(hour, LastHour);
        while (First(hours) <= last - hoursMax)
        {
            hours = hours.Remove(First(hours));
        }

        return new(hours, last);
    }

    /// <summary>Counts of the hours in [from, to); hours without a count are zero and not listed.</summary>
    public IEnumerable<KeyValuePair<int, long>> Between(int from, int to)
    {
        foreach (var pair in Hours)
        {
            if (pair.Key >= to)
            {
                yield break;
            }

            if (pair.Key >= from)
            {
                yield return pair;
            }
        }
    }

    /// <summary>Distinct days (UTC) with a count before <paramref name="hour"/>'s own day, as far back as a decision reads (<see cref="BaselineLimits.HoursRead"/>).</summary>
    public int ActiveDaysBefore(int hour)
    {
        const int HoursADay = 24;
        var day = hour / HoursADay;
        var days = 0;
        var last = int.MinValue;
        foreach (var (counted, _) in Hours)
        {
            var countedDay = counted / HoursADay;
            if (countedDay >= day)
            {
                break;
            }

            if (countedDay != last && counted >= hour - BaselineLimits.HoursRead)
            {
                days++;
                last = countedDay;
            }
        }

        return days;
    }

    private static int First(ImmutableSortedDictionary<int, long> hours)
    {
        foreach (var (hour, _) in hours)
        {
            return hour;
        }

        return int.MinValue;
    }
}
