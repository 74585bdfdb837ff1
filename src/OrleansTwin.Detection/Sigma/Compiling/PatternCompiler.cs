using System.Buffers;
using System.Text;

namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>
/// Patterns to tests on UTF-8. Plain ASCII pieces between <c>*</c> are compared as bytes; a pattern with <c>?</c> or with
/// other letters is compared as characters.
/// </summary>
internal static class PatternCompiler
{
    public static TextPredicate Compile(SigmaPattern pattern, bool cased)
    {
        var glyphs = pattern.Glyphs;
        return glyphs.All(glyph => glyph.Kind == SigmaGlyphKind.Many || (glyph.Kind == SigmaGlyphKind.Literal && char.IsAscii(glyph.Character)))
            ? CompileBytes(pattern, cased)
            : CompileCharacters(pattern, cased);
    }

    private static TextPredicate CompileBytes(SigmaPattern pattern, bool cased)
    {
        var pieces = Pieces(pattern, cased);
        if (pieces.Length == 1)
        {
            var whole = pieces[0];
            return text => text.Length == whole.Length && StartsWith(text, whole, cased);
        }

        var first = pieces[0];
        var last = pieces[^1];
        var middle = pieces[1..^1].Where(piece => piece.Length > 0).ToArray();
        if (middle.Length == 0)
        {
            return (first.Length, last.Length) switch
            {
                (0, 0) => _ => true,
                (_, 0) => text => StartsWith(text, first, cased),
                (0, _) => text => text.Length >= last.Length && StartsWith(text[^last.Length..], last, cased),
                _ => text => text.Length >= first.Length + last.Length
                    && StartsWith(text, first, cased) && StartsWith(text[^last.Length..], last, cased),
            };
        }

        if (first.Length == 0 && last.Length == 0 && middle.Length == 1)
        {
            var inner = middle[0];
            return text => IndexOf(text, inner, cased) >= 0;
        }

        return text =>
        {
            if (text.Length < first.Length + last.Length
                || !StartsWith(text, first, cased)
                || !StartsWith(text[^last.Length..], last, cased))
            {
                return false;
            }

            var rest = text[first.Length..^last.Length];
            foreach (var piece in middle)
            {
                var at = IndexOf(rest, piece, cased);
                if (at < 0)
                {
                    return false;
                }

                rest = rest[(at + piece.Length)..];
            }

            return true;
        };
    }

    /// <summary>The literals between the <c>*</c>; one more than there are stars.</summary>
    private static byte[][] Pieces(SigmaPattern pattern, bool cased)
    {
        var pieces = new List<byte[]>();
        var current = new List<byte>();
        foreach (var glyph in pattern.Glyphs)
        {
            if (glyph.Kind == SigmaGlyphKind.Many)
            {
                pieces.Add([.. current]);
                current.Clear();
            }
            else
            {
                current.Add((byte)(cased ? glyph.Character : Folding.Fold(glyph.Character)));
            }
        }

        pieces.Add([.. current]);
        return [.. pieces];
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, byte[] folded, bool cased)
    {
        if (text.Length < folded.Length)
        {
            return false;
        }

        if (cased)
        {
            return text.StartsWith(folded);
        }

        for (var i = 0; i < folded.Length; i++)
        {
            if (Folding.Fold(text[i]) != folded[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int IndexOf(ReadOnlySpan<byte> text, byte[] folded, bool cased)
    {
        if (cased)
        {
            return text.IndexOf(folded);
        }

        var lower = folded[0];
        var upper = lower is >= (byte)'a' and <= (byte)'z' ? (byte)(lower & 0x5F) : lower;
        var start = 0;
        while (text.Length - start >= folded.Length)
        {
            var found = text[start..(text.Length - folded.Length + 1)].IndexOfAny(lower, upper);
            if (found < 0)
            {
                return -1;
            }

            start += found;
            if (StartsWith(text[start..], folded, cased: false))
            {
                return start;
            }

            start++;
        }

        return -1;
    }

    private static TextPredicate CompileCharacters(SigmaPattern pattern, bool cased)
    {
        SigmaGlyph[] glyphs =
        [
            .. pattern.Glyphs.Select(glyph => glyph.Kind == SigmaGlyphKind.Literal && !cased
                ? SigmaGlyph.Literal(Folding.Fold(glyph.Character))
                : glyph),
        ];
        return text =>
        {
            var characters = ArrayPool<char>.Shared.Rent(text.Length + 1);
            try
            {
                var count = Encoding.UTF8.GetChars(text, characters);
                return Fits(characters.AsSpan(0, count), glyphs, cased);
            }
            finally
            {
                ArrayPool<char>.Shared.Return(characters);
            }
        };
    }

    /// <summary>Greedy matching with one point of return, the last <c>*</c>: at most the product of the lengths.</summary>
    private static bool Fits(ReadOnlySpan<char> text, SigmaGlyph[] glyphs, bool cased)
    {
        int at = 0, glyph = 0, star = -1, retry = 0;
        while (at < text.Length)
        {
            if (glyph < glyphs.Length && glyphs[glyph].Kind == SigmaGlyphKind.Many)
            {
                star = glyph++;
                retry = at;
            }
            else if (glyph < glyphs.Length && (glyphs[glyph].Kind == SigmaGlyphKind.One
                || glyphs[glyph].Character == (cased ? text[at] : Folding.Fold(text[at]))))
            {
                glyph++;
                at++;
            }
            else if (star >= 0)
            {
                glyph = star + 1;
                at = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (glyph < glyphs.Length && glyphs[glyph].Kind == SigmaGlyphKind.Many)
        {
            glyph++;
        }

        return glyph == glyphs.Length;
    }
}
