namespace OrleansTwin.Detection.Sigma;

/// <summary>Holds if the part does not.</summary>
public sealed record SigmaNot(SigmaNode Node) : SigmaNode;
