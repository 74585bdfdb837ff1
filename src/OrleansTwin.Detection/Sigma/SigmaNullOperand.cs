namespace OrleansTwin.Detection.Sigma;

/// <summary>Passes if the field is missing or holds only nulls. An empty string, array or object is not null.</summary>
public sealed record SigmaNullOperand() : SigmaOperand("null");
