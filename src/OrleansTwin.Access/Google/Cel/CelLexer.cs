using System.Globalization;

namespace OrleansTwin.Access.Google.Cel;

/// <summary>Cuts an expression into its pieces by the grammar of "langdef" (Syntax).</summary>
internal static class CelLexer
{
    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "(", ")", "[", "]", "{", "}", ",", ".", "?", ":", "+", "-", "*", "/", "%"];

    public static List<CelToken> Read(string text)
    {
        var tokens = new List<CelToken>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && (text[at] is ' ' or '\t' or '\n' or '\r' or '\f' || text.AsSpan(at).StartsWith("//")))
            {
                at = text[at] == '/' ? EndOfLine(text, at) : at + 1;
            }

            if (at >= text.Length)
            {
                tokens.Add(new(CelTokenKind.End, "the end", null, at));
                return tokens;
            }

            tokens.Add(Next(text, ref at));
        }
    }

    private static int EndOfLine(string text, int at) => text.IndexOf('\n', at) is var end && end < 0 ? text.Length : end;

    private static CelToken Next(string text, ref int at)
    {
        var start = at;
        var c = text[at];
        if (CelText.TryRead(text, ref at, out var literal))
        {
            return new(CelTokenKind.Literal, text[start..at], literal, start);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return Number(text, ref at);
        }

        if (char.IsAsciiLetter(c) || c == '_')
        {
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            {
                at++;
            }

            return Word(text[start..at], start);
        }

        if (c == '`')
        {
            var end = text.IndexOf('`', at + 1);
            at = end < 0 ? throw new CelProblem(start, "a quoted name without its end") : end + 1;
            return new(CelTokenKind.QuotedName, text[(start + 1)..end], null, start);
        }

        foreach (var sign in Signs)
        {
            if (text.AsSpan(at).StartsWith(sign))
            {
                at += sign.Length;
                return new(CelTokenKind.Sign, sign, null, start);
            }
        }

        throw new CelProblem(start, $"`{c}` has no meaning here");
    }

    private static CelToken Word(string word, int start) => word switch
    {
        "true" => new(CelTokenKind.Literal, word, true, start),
        "false" => new(CelTokenKind.Literal, word, false, start),
        "null" => new(CelTokenKind.Literal, word, CelNull.Value, start),
        "in" => new(CelTokenKind.Sign, word, null, start),
        _ => new(CelTokenKind.Name, word, null, start),
    };

    private static CelToken Number(string text, ref int at)
    {
        var start = at;
        var hex = text.AsSpan(at).StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        at += hex ? 2 : 0;
        while (at < text.Length && (hex ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at])))
        {
            at++;
        }

        var real = false;
        if (!hex && at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            real = true;
            for (at++; at < text.Length && char.IsAsciiDigit(text[at]); at++)
            {
            }
        }

        if (!hex && at < text.Length && text[at] is 'e' or 'E')
        {
            real = true;
            at++;
            at += at < text.Length && text[at] is '+' or '-' ? 1 : 0;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
        }

        var digits = text[start..at];
        if (real)
        {
            return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? new(CelTokenKind.Literal, digits, value, start)
                : throw new CelProblem(start, "no number");
        }

        var unsigned = at < text.Length && text[at] is 'u' or 'U';
        at += unsigned ? 1 : 0;
        if (!(hex ? ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var whole) : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out whole)))
        {
            throw new CelProblem(start, "a whole number out of range");
        }

        // 2^63 is a literal only behind a minus; the parser sees to that.
        return new(CelTokenKind.Literal, text[start..at], unsigned ? new CelUint(whole) : whole <= long.MaxValue ? (long)whole : whole, start);
    }
}
