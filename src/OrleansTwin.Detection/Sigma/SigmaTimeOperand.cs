namespace OrleansTwin.Detection.Sigma;

/// <summary>A part of a date, compared as a number. A value that is no date does not pass.</summary>
public sealed record SigmaTimeOperand(string Written, SigmaTimePart Part, SigmaComparison Comparison, double Value)
    : SigmaOperand(Written);
