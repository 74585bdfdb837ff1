namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>Counts, measures and unordered proximity: a window ends at each event and reaches one timespan back.</summary>
internal static class WindowEpisodes
{
    public static IEnumerable<CorrelationEpisode> Find(SigmaCorrelation correlation, List<SigmaKeptEvent> sorted)
    {
        var measure = WindowMeasure.For(correlation);
        var start = 0;
        var (first, last, peak) = (-1, -1, 0.0);
        for (var i = 0; i < sorted.Count; i++)
        {
            measure.Add(sorted[i]);
            while (sorted[i].Time - sorted[start].Time > correlation.Timespan)
            {
                measure.Remove(sorted[start++]);
            }

            // Events of one instant are one step: the window ends after the last of them.
            if (i + 1 < sorted.Count && sorted[i + 1].Time == sorted[i].Time)
            {
                continue;
            }

            if (measure.Value is not { } value || !Holds(correlation, value))
            {
                continue;
            }

            if (first >= 0 && start <= last)
            {
                (last, peak) = (i, Math.Max(peak, value));
                continue;
            }

            if (first >= 0)
            {
                yield return new(sorted.GetRange(first, last - first + 1), peak);
            }

            (first, last, peak) = (start, i, value);
        }

        if (first >= 0)
        {
            yield return new(sorted.GetRange(first, last - first + 1), peak);
        }
    }

    private static bool Holds(SigmaCorrelation correlation, double value) => correlation.Thresholds.IsEmpty
        ? value >= correlation.Rules.Distinct(StringComparer.Ordinal).Count()
        : correlation.Thresholds.All(threshold => threshold.Comparison.Holds(value, threshold.Value));
}
