namespace OrleansTwin.Pipeline.Coverage;

/// <summary>Bounds of the map.</summary>
public sealed record CoverageLimits
{
    public static CoverageLimits Default { get; } = new();

    /// <summary>Crown jewels told, ordinal order; the rest is counted.</summary>
    public int JewelsMax { get; init; } = 10_000;

    /// <summary>Networks told.</summary>
    public int NetworksMax { get; init; } = 10_000;

    /// <summary>Places named in one row of a technique.</summary>
    public int PlacesMax { get; init; } = 50;

    /// <summary>Places (account and region) in which techniques are asked for.</summary>
    public int PlacesAskedMax { get; init; } = 20_000;

    /// <summary>Gaps of one source in its row.</summary>
    public int GapsMax { get; init; } = 50;

    /// <summary>Advice in one row.</summary>
    public int AdviceMax { get; init; } = 20;
}
