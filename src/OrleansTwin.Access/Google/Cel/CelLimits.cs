namespace OrleansTwin.Access.Google.Cel;

/// <summary>Bounds of one expression. IAM allows 12 logical operators and 64 KB a policy, so a real condition stays below.</summary>
public sealed record CelLimits
{
    public static CelLimits Default { get; } = new();

    /// <summary>Longest expression in characters.</summary>
    public int CharactersMax { get; init; } = 65_536;

    /// <summary>Deepest nesting.</summary>
    public int DepthMax { get; init; } = 100;

    /// <summary>Most steps of one evaluation; each part asked once is one, and every 32 characters or items it makes.</summary>
    public int StepsMax { get; init; } = 100_000;
}
