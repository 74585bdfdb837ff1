namespace OrleansTwin.Access.Paths;

/// <summary>Bounds of path questions.</summary>
public sealed record PathLimits
{
    public static PathLimits Default { get; } = new();

    public int HopsMax { get; init; } = 8;

    /// <summary>Entities visited by one question.</summary>
    public int VisitedMax { get; init; } = 100_000;

    /// <summary>Paths handed out at most.</summary>
    public int RoutesMax { get; init; } = 10;

    /// <summary>Partial paths extended while the best are looked for.</summary>
    public int ExtendedMax { get; init; } = 50_000;
}
