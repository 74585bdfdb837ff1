using System.Globalization;
using System.Text;

namespace OrleansTwin.Access.Google.Cel;

/// <summary>Texts and bytes as literals: prefixes <c>r</c> and <c>b</c>, one or three quotes of either kind, escapes.</summary>
internal static class CelText
{
    public static bool TryRead(string text, ref int at, out object? value)
    {
        var (p, raw, bytes) = (at, false, false);
        while (p < text.Length && p < at + 2 && text[p] is 'r' or 'R' or 'b' or 'B')
        {
            raw |= text[p] is 'r' or 'R';
            bytes |= text[p] is 'b' or 'B';
            p++;
        }

        value = null;
        if (p >= text.Length || text[p] is not ('"' or '\''))
        {
            return false;
        }

        var quote = text[p];
        var triple = text.AsSpan(p).StartsWith([quote, quote, quote]);
        var end = triple ? new string(quote, 3) : quote.ToString();
        var start = at;
        var octets = new List<byte>();
        for (p += end.Length; ; )
        {
            if (p >= text.Length || (!triple && text[p] is '\n' or '\r'))
            {
                throw new CelProblem(start, "a text without its closing quote");
            }

            if (text.AsSpan(p).StartsWith(end))
            {
                break;
            }

            if (text[p] == '\\' && !raw)
            {
                p = Escape(text, p, bytes, octets);
            }
            else
            {
                var length = char.IsHighSurrogate(text[p]) && p + 1 < text.Length ? 2 : 1;
                octets.AddRange(Encoding.UTF8.GetBytes(text.Substring(p, length)));
                p += length;
            }
        }

        at = p + end.Length;
        value = bytes ? octets.ToArray() : Encoding.UTF8.GetString([.. octets]);
        return true;
    }

    private static int Escape(string text, int at, bool bytes, List<byte> octets)
    {
        var c = at + 1 < text.Length ? text[at + 1] : '\0';
        var plain = c switch
        {
            'a' => '\a', 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', 'v' => '\v',
            '\\' or '?' or '"' or '\'' or '`' => c,
            _ => '\0',
        };
        if (plain != '\0')
        {
            octets.Add((byte)plain);
            return at + 2;
        }

        var (digits, radix) = c switch { 'x' or 'X' => (2, 16), 'u' => (4, 16), 'U' => (8, 16), >= '0' and <= '3' => (3, 8), _ => (0, 0) };
        var from = at + (radix == 8 ? 1 : 2);
        if (digits == 0 || from + digits > text.Length || (bytes && c is 'u' or 'U') || !TryNumber(text.AsSpan(from, digits), radix, out var code)
            || (!bytes && !Rune.IsValid(code)))
        {
            throw new CelProblem(at, "no escape of the language");
        }

        if (bytes)
        {
            octets.Add((byte)code);
        }
        else
        {
            octets.AddRange(Encoding.UTF8.GetBytes(new Rune(code).ToString()));
        }

        return from + digits;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, int radix, out int value)
    {
        value = 0;
        if (radix == 16)
        {
            return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
        }

        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7')
            {
                return false;
            }

            value = (value * 8) + (digit - '0');
        }

        return true;
    }
}
