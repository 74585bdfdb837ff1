namespace OrleansTwin.Access.Google.Cel;

/// <summary>Bounds of one expression. IAM allows 12 logical operators and 64 KB a policy, so a real condition stays below.</summary>
public sealed record CelLimits
{
    public static CelLimits Default { get; } = new();

    /// <summary>Longest expression in characters.</summary>
    public int CharactersMax { get; init; } = 65_536;

    /// <summary>Deepest nesting.</summary>
    public int DepthMax { get; init; } = 100;

    /// <summary>Most comparisons, sums, fields and calls on a value in one expression; <c>&amp;&amp;</c> and <c>||</c> do not count.</summary>
    public int LinksMax { get; init; } = 1_000;

    /// <summary>Most steps of one evaluation; each part asked once is one, and every 32 characters or items it makes or looks at.</summary>
    public int StepsMax { get; init; } = 100_000;
}
