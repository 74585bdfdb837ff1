using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>
/// Escapes of JSON strings. A lone surrogate becomes U+FFFD instead of an error: a hostile user agent must not make a record unreadable.
/// The result is never longer than the input.
/// </summary>
internal static class JsonEscapes
{
    public static int Resolve(ReadOnlySpan<byte> escaped, Span<byte> target)
    {
        var written = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != (byte)'\\' || i + 1 >= escaped.Length)
            {
                target[written++] = escaped[i];
                continue;
            }

            i++;
            if (escaped[i] == (byte)'u' && TryHex(escaped, i + 1, out var unit))
            {
                i += 4;
                if (char.IsHighSurrogate((char)unit)
                    && i + 6 < escaped.Length && escaped[i + 1] == (byte)'\\' && escaped[i + 2] == (byte)'u'
                    && TryHex(escaped, i + 3, out var low) && char.IsLowSurrogate((char)low))
                {
                    written += new Rune((char)unit, (char)low).EncodeToUtf8(target[written..]);
                    i += 6;
                }
                else
                {
                    var rune = Rune.TryCreate((char)unit, out var valid) ? valid : Rune.ReplacementChar;
                    written += rune.EncodeToUtf8(target[written..]);
                }

                continue;
            }

            target[written++] = escaped[i] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                var plain => plain,
            };
        }

        return written;
    }

    /// <summary>JSON without blanks between its parts.</summary>
    public static int Compact(ReadOnlySpan<byte> json, Span<byte> target)
    {
        var written = 0;
        var inside = false;
        for (var i = 0; i < json.Length; i++)
        {
            var current = json[i];
            if (inside)
            {
                target[written++] = current;
                if (current == (byte)'\\' && i + 1 < json.Length)
                {
                    target[written++] = json[++i];
                }
                else if (current == (byte)'"')
                {
                    inside = false;
                }
            }
            else if (current is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                inside = current == (byte)'"';
                target[written++] = current;
            }
        }

        return written;
    }

    /// <summary>Percent-encoding, as IAM writes policies into responses. False if it is none.</summary>
    public static bool TryPercentDecode(ReadOnlySpan<byte> text, Span<byte> target, out int written)
    {
        written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != (byte)'%')
            {
                target[written++] = text[i];
                continue;
            }

            if (i + 2 >= text.Length || !Utf8Parser.TryParse(text.Slice(i + 1, 2), out byte value, out var used, 'x') || used != 2)
            {
                return false;
            }

            target[written++] = value;
            i += 2;
        }

        return true;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int start, out ushort value)
    {
        value = 0;
        return start + 4 <= text.Length
            && ushort.TryParse(text.Slice(start, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
