namespace OrleansTwin.Detection.Sigma;

/// <summary>The one meaning of <see cref="SigmaComparison"/>.</summary>
public static class SigmaComparisons
{
    public static bool Holds(this SigmaComparison comparison, double left, double right) => comparison switch
    {
        SigmaComparison.Equal => left == right,
        SigmaComparison.NotEqual => left != right,
        SigmaComparison.Less => left < right,
        SigmaComparison.LessOrEqual => left <= right,
        SigmaComparison.Greater => left > right,
        SigmaComparison.GreaterOrEqual => left >= right,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };
}
