namespace OrleansTwin.Detection.Sigma;

/// <summary>A placeholder without a value: never passes.</summary>
public sealed record SigmaNothingOperand(string Written) : SigmaOperand(Written);
