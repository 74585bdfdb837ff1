namespace OrleansTwin.Detection.Intel;

/// <summary>Named limits of indicator files, which are untrusted input.</summary>
public static class IntelLimits
{
    /// <summary>Characters of one file.</summary>
    public const int FileCharactersMax = 256 << 20;

    /// <summary>Characters of one line of a list.</summary>
    public const int LineCharactersMax = 16 << 10;

    /// <summary>Indicators of one file.</summary>
    public const int IndicatorsMax = 2_000_000;

    /// <summary>Diagnostics kept of one file; one more says how many were left out.</summary>
    public const int DiagnosticsMax = 1_000;

    /// <summary>Nesting of a JSON file.</summary>
    public const int JsonDepthMax = 64;

    /// <summary>Comparisons in one STIX pattern.</summary>
    public const int PatternComparisonsMax = 1_000;

    /// <summary>Bytes of a MaxMind database.</summary>
    public const int DatabaseBytesMax = 1 << 30;
}
