namespace OrleansTwin.Detection.Sigma;

/// <summary>One element of a <see cref="SigmaPattern"/>. A character is a UTF-16 code unit.</summary>
public readonly record struct SigmaGlyph(SigmaGlyphKind Kind, char Character)
{
    public static readonly SigmaGlyph One = new(SigmaGlyphKind.One, '\0');

    public static readonly SigmaGlyph Many = new(SigmaGlyphKind.Many, '\0');

    public static SigmaGlyph Literal(char character) => new(SigmaGlyphKind.Literal, character);
}
