namespace OrleansTwin.Detection.Sigma;

/// <summary>Presence of the field itself, null and empty included.</summary>
public sealed record SigmaExistsOperand(string Written, bool Expected) : SigmaOperand(Written);
