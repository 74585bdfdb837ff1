namespace OrleansTwin.Detection.Intel;

/// <summary>What all sources together say of a value.</summary>
public enum IntelDisposition
{
    /// <summary>No source names it. Not the same as harmless.</summary>
    Unknown,

    /// <summary>Only lists of known things name it.</summary>
    KnownGood,

    /// <summary>Only lists of bad things name it.</summary>
    Bad,

    /// <summary>Both do, as for a bad machine at a known provider.</summary>
    Contested,
}
