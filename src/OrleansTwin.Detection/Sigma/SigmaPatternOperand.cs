namespace OrleansTwin.Detection.Sigma;

/// <summary>Text, possibly with wildcards, compared with a value's text.</summary>
public sealed record SigmaPatternOperand(string Written, SigmaPattern Pattern, bool Cased) : SigmaOperand(Written);
