using System.Text;

namespace OrleansTwin.Detection.Intel;

/// <summary>Records of a CSV text (RFC 4180): quotes, doubled quotes, line breaks inside quotes; comma or semicolon.</summary>
internal static class CsvText
{
    /// <summary>The first line that is no comment has a separator, and no blank before it that would make it a list with notes.</summary>
    public static bool LooksLikeCsv(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = line.TrimStart('\ufeff').Trim();
            if (content.IsEmpty || content[0] is '#')
            {
                continue;
            }

            return content.IndexOfAny(",;") > 0 && content[0] != ';';
        }

        return false;
    }

    public static IEnumerable<(int Line, List<string> Fields)> Records(string text)
    {
        var separator = SeparatorOf(text);
        var fields = new List<string>();
        var field = new StringBuilder();
        var (line, startLine, quoted) = (1, 1, false);
        for (var i = 0; i < text.Length; i++)
        {
            var current = text[i];
            line += current == '\n' ? 1 : 0;
            if (quoted)
            {
                if (current != '"')
                {
                    field.Append(current);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (current == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (current == separator)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (current == '\n')
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                yield return (startLine, fields);
                fields = [];
                startLine = line;
            }
            else if (field.Length < IntelLimits.LineCharactersMax)
            {
                field.Append(current);
            }
        }

        fields.Add(field.ToString().TrimEnd('\r'));
        yield return (startLine, fields);
    }

    private static char SeparatorOf(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? text : text[..end];
        return first.Contains(';', StringComparison.Ordinal) && !first.Contains(',', StringComparison.Ordinal) ? ';' : ',';
    }
}
