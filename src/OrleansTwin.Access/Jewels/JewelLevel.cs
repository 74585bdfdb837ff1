namespace OrleansTwin.Access.Jewels;

/// <summary>The levels of a crown jewel, as the config and the results write them.</summary>
public static class JewelLevel
{
    public const string Critical = "critical";
    public const string High = "high";
    public const string Medium = "medium";

    /// <summary>3, 2, 1, or 0 for what is no level.</summary>
    public static int RankOf(string? level) => level switch
    {
        Critical => 3,
        High => 2,
        Medium => 1,
        _ => 0,
    };
}
