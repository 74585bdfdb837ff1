namespace OrleansTwin.Detection.Sigma;

/// <summary>A number of the rule: equal to a number of the same value, or to a text that spells one.</summary>
public sealed record SigmaNumberOperand(string Written, double Value) : SigmaOperand(Written);
