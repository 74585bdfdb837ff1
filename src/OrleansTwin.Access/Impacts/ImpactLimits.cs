namespace OrleansTwin.Access.Impacts;

/// <summary>Bounds of one impact. What they cut is cut in sorted order and said (<c>complete: false</c>).</summary>
public sealed record ImpactLimits
{
    public static ImpactLimits Default { get; } = new();

    /// <summary>Hops from the changed entity.</summary>
    public int HopsMax { get; init; } = 4;

    /// <summary>Entities that one entity hands the change on to.</summary>
    public int FanOutMax { get; init; } = 64;

    /// <summary>Entities that one change reaches in all.</summary>
    public int ReachedMax { get; init; } = 4096;

    /// <summary>Known stores of one kind looked at.</summary>
    public int StoresMax { get; init; } = 500;

    /// <summary>Characters of <c>before</c> and <c>after</c> each.</summary>
    public int JsonCharactersMax { get; init; } = 16_384;
}
