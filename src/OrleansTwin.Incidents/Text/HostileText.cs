using System.Globalization;
using System.Text;

namespace OrleansTwin.Incidents.Text;

/// <summary>
/// Values that others wrote (names, agents, messages in logs) made harmless for the place they are shown in. A character that could
/// steer a terminal, turn text around or hide is written as its code point (<c>⟨U+202E⟩</c>), so that the value stays readable and
/// two different values stay different.
/// </summary>
public static class HostileText
{
    /// <summary>Characters of a value shown in running text; the rest is counted.</summary>
    public const int TextMax = 400;

    /// <summary>One line without control, format, separator, surrogate or private characters.</summary>
    public static string Plain(string? text, int max = TextMax)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var shown = text.Length > max ? CutAt(text, max) : text;
        if (shown.Length == text.Length && IsPlain(shown))
        {
            return text;
        }

        var builder = new StringBuilder(shown.Length + 16);
        foreach (var rune in shown.EnumerateRunes())
        {
            if (IsHarmless(rune))
            {
                builder.Append(rune);
            }
            else
            {
                builder.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
            }
        }

        if (shown.Length < text.Length)
        {
            builder.Append(CultureInfo.InvariantCulture, $"… ({text.Length - shown.Length} more)");
        }

        return builder.ToString();
    }

    /// <summary>True when nothing in the text would be replaced.</summary>
    public static bool IsPlain(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsHarmless(rune) || (rune == Rune.ReplacementChar && !text.Contains('\uFFFD')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Text for a Markdown document: every character that means something to Markdown, or to HTML inside it, is a backslash escape or
    /// an entity, and a scheme's colon is broken so that no reader makes a link of it.
    /// </summary>
    public static string Markdown(string? text, int max = TextMax)
    {
        var builder = new StringBuilder();
        foreach (var character in Plain(text, max))
        {
            _ = character switch
            {
                '<' => builder.Append("&lt;"),
                '>' => builder.Append("&gt;"),
                '&' => builder.Append("&amp;"),
                '@' => builder.Append("&#64;"),
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '#' or '+' or '!' or '|' or '~' or '$' or '=' or '"' or '\'' =>
                    builder.Append('\\').Append(character),
                _ => builder.Append(character),
            };
        }

        return builder.Replace("://", "&#58;//").Replace("www.", "www&#46;").Replace("javascript:", "javascript&#58;").ToString();
    }

    /// <summary>Text for HTML, element content or quoted attribute.</summary>
    public static string Html(string? text, int max = TextMax)
    {
        var builder = new StringBuilder();
        foreach (var character in Plain(text, max))
        {
            _ = character switch
            {
                '<' => builder.Append("&lt;"),
                '>' => builder.Append("&gt;"),
                '&' => builder.Append("&amp;"),
                '"' => builder.Append("&quot;"),
                '\'' => builder.Append("&#39;"),
                '`' => builder.Append("&#96;"),
                '=' => builder.Append("&#61;"),
                '{' => builder.Append("&#123;"),
                '}' => builder.Append("&#125;"),
                _ => builder.Append(character),
            };
        }

        return builder.ToString();
    }

    private static string CutAt(string text, int max) => char.IsHighSurrogate(text[max - 1]) ? text[..(max - 1)] : text[..max];

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
