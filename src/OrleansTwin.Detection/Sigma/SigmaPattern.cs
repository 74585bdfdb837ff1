using System.Collections.Immutable;
using System.Text;

namespace OrleansTwin.Detection.Sigma;

/// <summary>
/// A string of the rule with its wildcards told from its text. Escaping as in the Sigma rules specification:
/// <c>\*</c>, <c>\?</c> and <c>\\</c> are plain characters, a backslash before anything else is a backslash.
/// </summary>
public sealed record SigmaPattern(ImmutableArray<SigmaGlyph> Glyphs)
{
    public static readonly SigmaPattern Anything = new([SigmaGlyph.Many]);

    public bool HasWildcards => Glyphs.Any(glyph => glyph.Kind != SigmaGlyphKind.Literal);

    /// <summary>The text, if there are no wildcards in it.</summary>
    public string? Plain => HasWildcards ? null : string.Concat(Glyphs.Select(glyph => glyph.Character));

    public static SigmaPattern Parse(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var glyphs = ImmutableArray.CreateBuilder<SigmaGlyph>(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            var character = written[i];
            if (character == '\\' && i + 1 < written.Length && (written[i + 1] is '*' or '?' or '\\'))
            {
                glyphs.Add(SigmaGlyph.Literal(written[++i]));
            }
            else
            {
                glyphs.Add(character switch
                {
                    '*' => SigmaGlyph.Many,
                    '?' => SigmaGlyph.One,
                    _ => SigmaGlyph.Literal(character),
                });
            }
        }

        return new(glyphs.ToImmutable());
    }

    /// <summary>A pattern that means exactly this text.</summary>
    public static SigmaPattern Literal(string text) => new([.. text.Select(SigmaGlyph.Literal)]);

    public SigmaPattern Surround(bool before, bool after)
    {
        var glyphs = Glyphs;
        if (before && (glyphs.IsEmpty || glyphs[0].Kind != SigmaGlyphKind.Many))
        {
            glyphs = glyphs.Insert(0, SigmaGlyph.Many);
        }

        if (after && (glyphs.IsEmpty || glyphs[^1].Kind != SigmaGlyphKind.Many))
        {
            glyphs = glyphs.Add(SigmaGlyph.Many);
        }

        return new(glyphs);
    }

    public bool Equals(SigmaPattern? other) => other is not null && Glyphs.SequenceEqual(other.Glyphs);

    public override int GetHashCode() => Glyphs.Length;

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var glyph in Glyphs)
        {
            _ = glyph.Kind switch
            {
                SigmaGlyphKind.Many => text.Append('*'),
                SigmaGlyphKind.One => text.Append('?'),
                _ => glyph.Character is '*' or '?' or '\\' ? text.Append('\\').Append(glyph.Character) : text.Append(glyph.Character),
            };
        }

        return text.ToString();
    }
}
