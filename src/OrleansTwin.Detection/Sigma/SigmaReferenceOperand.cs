namespace OrleansTwin.Detection.Sigma;

/// <summary>Another field of the same event (<c>fieldref</c>). Missing on either side: does not pass.</summary>
public sealed record SigmaReferenceOperand(string Written, string Field, SigmaReferenceMode Mode, bool Cased) : SigmaOperand(Written);
