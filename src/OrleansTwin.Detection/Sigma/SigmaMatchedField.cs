namespace OrleansTwin.Detection.Sigma;

/// <summary>One reason of a match: in which selection, which field held which value, and what the rule asked for.</summary>
/// <param name="Selection">Search identifier, empty for a filter's unnamed part.</param>
/// <param name="Field">Field as the rule writes it; null for a keyword.</param>
/// <param name="Value">The value, shortened; null if the match is the absence of one.</param>
/// <param name="Asked">The rule's value.</param>
public sealed record SigmaMatchedField(string Selection, string? Field, string? Value, string Asked);
