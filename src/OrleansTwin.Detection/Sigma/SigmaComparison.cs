namespace OrleansTwin.Detection.Sigma;

/// <summary>Order relations of numeric and time modifiers and of correlation conditions.</summary>
public enum SigmaComparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
