namespace OrleansTwin.Twin.Baselines;

/// <summary>Bounds of a baseline. Eviction is by canonical order only, so it commutes.</summary>
public sealed record BaselineLimits
{
    /// <summary>Values kept for each subject and dimension: the earliest first seen. Past it the dimension raises no first-seen any more.</summary>
    public int ValuesMax { get; init; } = 512;

    /// <summary>Hours of counters kept behind the latest.</summary>
    public int HoursMax { get; init; } = 24 * 90;

    /// <summary>
    /// Hours before its own that a decision reads. Less than is kept by more than a step of a batch and the lateness, so that what it reads
    /// does not hang on how far events behind it have come.
    /// </summary>
    public const int HoursRead = 24 * 87;

    /// <summary>Events kept for each window: the latest in canonical order.</summary>
    public int KeptMax { get; init; } = 2048;
}
