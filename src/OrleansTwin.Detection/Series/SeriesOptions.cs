namespace OrleansTwin.Detection.Series;

/// <summary>Fixed parameters of the series detector, counted in values of the series. One set for every series.</summary>
public sealed record SeriesOptions
{
    public static SeriesOptions Default { get; } = new();

    /// <summary>Values before the first score above zero.</summary>
    public int WarmUp { get; init; } = 300;

    /// <summary>Values whose median a single value is compared with.</summary>
    public int SpikeWindow { get; init; } = 24;

    /// <summary>Values whose mean is compared with the median of the long window before.</summary>
    public int ShortWindow { get; init; } = 8;

    /// <summary>Values whose mean and spread are followed.</summary>
    public int MiddleWindow { get; init; } = 32;

    /// <summary>Values of the long window.</summary>
    public int LongWindow { get; init; } = 128;

    /// <summary>Width of a bin of the daily profile, minutes; divides a day.</summary>
    public int ProfileMinutes { get; init; } = 30;

    /// <summary>Values of a bin before the profile is compared with.</summary>
    public int ProfileMin { get; init; } = 3;

    /// <summary>Factor by which the greatest deviation seen fades with each value.</summary>
    public double Fade { get; init; } = 0.9999;

    /// <summary>A deviation raises the greatest one seen at most by this factor, so one outlier does not blind the detector.</summary>
    public double RiseMax { get; init; } = 2;

    /// <summary>Ratio of a deviation to the greatest seen from which an anomaly is told, after which the detector holds still.</summary>
    public double Trigger { get; init; } = 1.1;

    /// <summary>Values after an anomaly during which no score passes one half: one anomaly is told once.</summary>
    public int HoldStill { get; init; } = 128;
}
