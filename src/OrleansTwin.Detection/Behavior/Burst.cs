using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Detection.Behavior;

/// <summary>
/// Kept events in sliding windows, one bucket for each hour in which windows end: the first window of the hour that is enough triggers,
/// and every further one of the hour that is enough adds its events.
/// </summary>
/// <param name="Trigger">Last event of the first window that is enough.</param>
internal sealed record Burst(int Hour, KeptEvent Trigger, IReadOnlyList<KeptEvent> Events)
{
    /// <param name="events">Events of one subject in canonical order.</param>
    /// <param name="width">Width of a window.</param>
    /// <param name="enough">Whether the events of a window are enough.</param>
    /// <param name="wanted">Hours to look at.</param>
    public static IEnumerable<Burst> Find(IReadOnlyList<KeptEvent> events, TimeSpan width, Func<ReadOnlySpan<KeptEvent>, bool> enough, Func<int, bool> wanted)
    {
        var all = events.ToArray();
        var start = 0;
        for (var index = 0; index < all.Length;)
        {
            var hour = DeriveScope.HourOf(all[index].At);
            var end = index;
            while (end < all.Length && DeriveScope.HourOf(all[end].At) == hour)
            {
                end++;
            }

            if (wanted(hour) && InHour(all, index, end, ref start, width, enough) is { } burst)
            {
                yield return burst with { Hour = hour };
            }

            index = end;
        }
    }

    private static Burst? InHour(KeptEvent[] all, int from, int to, ref int start, TimeSpan width, Func<ReadOnlySpan<KeptEvent>, bool> enough)
    {
        KeptEvent? trigger = null;
        var marked = new SortedSet<int>();
        for (var last = from; last < to; last++)
        {
            while (all[last].At.Ticks - all[start].At.Ticks > width.Ticks)
            {
                start++;
            }

            if (enough(all.AsSpan(start, last - start + 1)))
            {
                trigger ??= all[last];
                for (var index = marked.Count == 0 ? start : Math.Max(start, marked.Max + 1); index <= last; index++)
                {
                    marked.Add(index);
                }
            }
        }

        return trigger is null ? null : new Burst(0, trigger, [.. marked.Select(index => all[index])]);
    }
}
