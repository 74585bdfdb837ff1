using System.Globalization;
using System.Text;

namespace OrleansTwin.Web.Text;

/// <summary>
/// Words of logs as a page may show them: a character that turns text around, hides or steers is written as its code point, and long
/// values are cut. Markup needs no care here: everything a page shows is escaped by the renderer.
/// </summary>
public static class PlainText
{
    public const int TextMax = 600;

    public static string Of(string? text, int max = TextMax)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var builder = new StringBuilder(Math.Min(text.Length, max) + 16);
        var taken = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (taken + rune.Utf16SequenceLength > max)
            {
                builder.Append(CultureInfo.InvariantCulture, $"… ({text.Length - taken} more)");
                break;
            }

            taken += rune.Utf16SequenceLength;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                builder.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
            }
            else
            {
                builder.Append(rune);
            }
        }

        return builder.ToString();
    }

    /// <summary>The last part of an ARN or path, for a label; the whole id stands in the title. Sessions keep their role, ranges their length.</summary>
    public static string Label(string id)
    {
        if (id.StartsWith("ip:", StringComparison.Ordinal))
        {
            return id is "ip:0.0.0.0/0" or "ip:::/0" ? "the internet" : Of(id[3..], 80);
        }

        var trimmed = id.TrimEnd('/');
        var session = trimmed.IndexOf(":assumed-role/", StringComparison.Ordinal);
        if (session >= 0)
        {
            return Of(trimmed[(session + ":assumed-role/".Length)..], 80);
        }

        var cut = trimmed.LastIndexOfAny(['/', ':']);
        return Of(cut < 0 || cut == trimmed.Length - 1 || (id.Contains("::", StringComparison.Ordinal) && !id.StartsWith("arn:", StringComparison.Ordinal)) ? id : trimmed[(cut + 1)..], 80);
    }
}
