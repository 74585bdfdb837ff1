namespace OrleansTwin.Detection.Series;

/// <summary>
/// Streaming anomaly score of one series: each value is scored from itself and the values before it, with fixed parameters and bounded
/// memory. Six deviations are followed (from the recent median, from the value before, of the short, middle and long mean, of the spread)
/// and a seventh from the daily profile. Each is compared with the greatest of its kind so far, which fades slowly; the score is
/// <c>r / (1 + r)</c> for the greatest ratio r, so one half means "as much as ever before". Only sums, products, divisions and square
/// roots are used, so the score is the same on every machine.
/// </summary>
public sealed class SeriesDetector
{
    private const int Kinds = 7;
    private const double Half = 0.5;
    private const double ProfileGain = 0.05;
    private const double ResidualGain = 0.2;
    private const int ScoreDigits = 6;

    private readonly SeriesOptions _options;
    private readonly List<double> _values = [];
    private readonly double[] _greatest = new double[Kinds];
    private readonly double[] _profile;
    private readonly int[] _profileCounts;
    private double _residual;
    private long _seen;
    private int _still;

    public SeriesDetector(SeriesOptions? options = null)
    {
        const int MinutesADay = 24 * 60;
        _options = options ?? SeriesOptions.Default;
        _profile = new double[(MinutesADay / _options.ProfileMinutes) + 1];
        _profileCounts = new int[_profile.Length];
    }

    private int Kept => 2 * _options.LongWindow + _options.MiddleWindow;

    /// <summary>Score of the next value, 0–1, six decimals; a value that is no finite number scores 0 and is not learned.</summary>
    public double Observe(DateTimeOffset time, double value)
    {
        if (!double.IsFinite(value))
        {
            return 0;
        }

        Remember(value);
        Span<double> deviations = stackalloc double[Kinds];
        Deviations(deviations);
        deviations[Kinds - 1] = Profile(time, value);

        var ratio = 0.0;
        for (var kind = 0; kind < Kinds; kind++)
        {
            var judged = _seen > _options.WarmUp && _greatest[kind] > 0;
            ratio = judged ? Math.Max(ratio, deviations[kind] / _greatest[kind]) : ratio;
            var rise = judged ? Math.Min(deviations[kind], _greatest[kind] * _options.RiseMax) : deviations[kind];
            _greatest[kind] = Math.Max(rise, _greatest[kind] * _options.Fade);
        }

        return Math.Round(Told(ratio), ScoreDigits, MidpointRounding.AwayFromZero);
    }

    private double Told(double ratio)
    {
        var score = double.IsFinite(ratio) ? ratio / (1 + ratio) : 1;
        if (_still > 0)
        {
            _still--;
            return Math.Min(score, Half);
        }

        _still = ratio > _options.Trigger ? _options.HoldStill : 0;
        return score;
    }

    private void Remember(double value)
    {
        // Cut in strides, so that dropping the oldest costs little for each value.
        if (_values.Count >= 2 * Kept)
        {
            _values.RemoveRange(0, _values.Count - Kept);
        }

        _values.Add(value);
        _seen++;
    }

    private void Deviations(Span<double> into)
    {
        var values = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values);
        var (spike, few, middle, many) = (_options.SpikeWindow, _options.ShortWindow, _options.MiddleWindow, _options.LongWindow);
        var last = values[^1];
        into[0] = values.Length > spike ? Math.Abs(last - Median(values[^(spike + 1)..^1])) : 0;
        into[1] = values.Length > 1 ? Math.Abs(last - values[^2]) : 0;
        into[2] = values.Length > few + many ? Math.Abs(Mean(values[^few..]) - Median(values[^(few + many)..^few])) : 0;
        into[3] = values.Length > middle + many ? Math.Abs(Mean(values[^middle..]) - Mean(values[^(middle + many)..^middle])) : 0;
        into[4] = values.Length > middle + many ? Spread(values[^middle..]) : 0;
        into[5] = values.Length > 2 * many ? Math.Abs(Mean(values[^many..]) - Mean(values[^(2 * many)..^many])) : 0;
    }

    private double Profile(DateTimeOffset time, double value)
    {
        var bin = (int)(time.UtcDateTime.TimeOfDay.Ticks / (TimeSpan.TicksPerMinute * _options.ProfileMinutes));
        var deviation = 0.0;
        if (_profileCounts[bin] >= _options.ProfileMin)
        {
            _residual = ((1 - ResidualGain) * _residual) + (ResidualGain * (value - _profile[bin]));
            deviation = Math.Abs(_residual);
        }

        _profileCounts[bin]++;
        _profile[bin] += Math.Max(ProfileGain, 1.0 / _profileCounts[bin]) * (value - _profile[bin]);
        return deviation;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Spread(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / values.Length);
    }

    private static double Median(ReadOnlySpan<double> values)
    {
        Span<double> sorted = stackalloc double[values.Length];
        values.CopyTo(sorted);
        sorted.Sort();
        return sorted[sorted.Length / 2];
    }
}
