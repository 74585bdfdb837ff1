namespace OrleansTwin.Journaling;

/// <summary>Measured durations; every one is kept, so quantiles are exact. For several threads.</summary>
internal sealed class Quantiles
{
    private readonly Lock _gate = new();
    private readonly List<double> _micros = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _micros.Count;
            }
        }
    }

    public void Add(TimeSpan duration)
    {
        lock (_gate)
        {
            _micros.Add(duration.TotalMicroseconds);
        }
    }

    /// <summary>Microseconds at each part (0.5 is the median), by nearest rank; null where nothing was measured.</summary>
    public IReadOnlyList<long>? Micros(params ReadOnlySpan<double> parts)
    {
        double[] sorted;
        lock (_gate)
        {
            sorted = [.. _micros];
        }

        if (sorted.Length == 0)
        {
            return null;
        }

        Array.Sort(sorted);
        var found = new long[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            found[index] = (long)Math.Round(sorted[Math.Clamp((int)Math.Ceiling(parts[index] * sorted.Length) - 1, 0, sorted.Length - 1)]);
        }

        return found;
    }
}
