namespace OrleansTwin.Detection.Sigma;

/// <summary>One bound of a correlation's condition.</summary>
public readonly record struct SigmaThreshold(SigmaComparison Comparison, double Value);
