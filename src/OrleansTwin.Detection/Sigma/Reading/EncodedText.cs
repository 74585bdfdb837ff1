using System.Collections.Immutable;
using System.Text;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>A value on its way through encoding modifiers: a pattern, or bytes after one of the UTF-16 modifiers.</summary>
internal sealed record EncodedText(SigmaPattern? Pattern, byte[]? Bytes)
{
    private const string Dashes = "-/–—―";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static EncodedText Of(SigmaPattern pattern) => new(pattern, null);

    public SigmaPattern? ToPattern()
    {
        if (Pattern is not null)
        {
            return Pattern;
        }

        try
        {
            return SigmaPattern.Literal(Strict.GetString(Bytes!));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public IEnumerable<EncodedText> Change(string modifier, out string? problem)
    {
        problem = null;
        if (modifier is "contains" or "startswith" or "endswith")
        {
            var pattern = ToPattern();
            problem = pattern is null ? "its UTF-16 bytes are no text; follow with `base64` or `base64offset`." : null;
            return pattern is null
                ? []
                : [Of(pattern.Surround(before: modifier != "startswith", after: modifier != "endswith"))];
        }

        if (modifier == "windash")
        {
            return Windash(out problem);
        }

        var plain = Pattern?.Plain;
        if (plain is null && Bytes is null)
        {
            problem = $"`{modifier}` cannot encode wildcards.";
            return [];
        }

        var bytes = Bytes ?? Encoding.UTF8.GetBytes(plain!);
        switch (modifier)
        {
            case "base64":
                return [Of(SigmaPattern.Literal(Convert.ToBase64String(bytes)))];
            case "base64offset":
                return [.. Enumerable.Range(0, 3).Select(shift => Of(SigmaPattern.Literal(Shifted(bytes, shift))))];
            default:
                if (Bytes is not null)
                {
                    problem = "it is already UTF-16.";
                    return [];
                }

                return [new EncodedText(null, Utf16(modifier, plain!))];
        }
    }

    private static byte[] Utf16(string modifier, string text) => modifier switch
    {
        "utf16be" => Encoding.BigEndianUnicode.GetBytes(text),
        "utf16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        _ => Encoding.Unicode.GetBytes(text),
    };

    /// <summary>The characters that depend on nothing before or after: six bits each, of eight bits a byte.</summary>
    private static string Shifted(byte[] bytes, int shift)
    {
        var padded = new byte[shift + bytes.Length];
        bytes.CopyTo(padded, shift);
        var encoded = Convert.ToBase64String(padded);
        var first = ((shift * 8) + 5) / 6;
        var last = padded.Length * 8 / 6;
        return encoded[first..last];
    }

    private IEnumerable<EncodedText> Windash(out string? problem)
    {
        problem = null;
        if (Pattern is null)
        {
            problem = "`windash` comes before encodings.";
            return [];
        }

        var variants = new List<ImmutableArray<SigmaGlyph>> { Pattern.Glyphs };
        for (var i = 0; i < Pattern.Glyphs.Length; i++)
        {
            if (!IsFlagDash(Pattern.Glyphs, i))
            {
                continue;
            }

            if (variants.Count * Dashes.Length > SigmaLimits.WindashVariantsMax)
            {
                problem = $"`windash` makes more than {SigmaLimits.WindashVariantsMax} variants.";
                return [];
            }

            var index = i;
            variants = [.. variants.SelectMany(_ => Dashes, (variant, dash) => variant.SetItem(index, SigmaGlyph.Literal(dash)))];
        }

        return variants.Select(variant => Of(new(variant)));
    }

    /// <summary>A dash that begins a flag: not inside a word, and a word follows.</summary>
    private static bool IsFlagDash(ImmutableArray<SigmaGlyph> glyphs, int index) =>
        glyphs[index].Kind == SigmaGlyphKind.Literal
        && Dashes.Contains(glyphs[index].Character, StringComparison.Ordinal)
        && (index == 0 || !IsWord(glyphs[index - 1]))
        && index + 1 < glyphs.Length
        && IsWord(glyphs[index + 1]);

    private static bool IsWord(SigmaGlyph glyph) =>
        glyph.Kind == SigmaGlyphKind.Literal && (char.IsLetterOrDigit(glyph.Character) || glyph.Character == '_');
}
