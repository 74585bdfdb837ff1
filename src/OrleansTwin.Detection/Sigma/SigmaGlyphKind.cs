namespace OrleansTwin.Detection.Sigma;

/// <summary>A character of a pattern: itself, any one character, or any run of characters.</summary>
public enum SigmaGlyphKind
{
    Literal,
    One,
    Many,
}
