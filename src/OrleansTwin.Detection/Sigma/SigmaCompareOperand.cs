namespace OrleansTwin.Detection.Sigma;

/// <summary>A numeric order relation. A value that is no number does not pass.</summary>
public sealed record SigmaCompareOperand(string Written, SigmaComparison Comparison, double Value) : SigmaOperand(Written);
