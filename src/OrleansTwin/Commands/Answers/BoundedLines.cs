using System.Text;

namespace OrleansTwin.Commands.Answers;

/// <summary>Lines of a file that others wrote: a line longer than the limit is cut there and passed over, so it costs no memory.</summary>
internal static class BoundedLines
{
    /// <summary>Number from 1 and text; of a line that is too long the text is cut one character past the limit.</summary>
    public static IEnumerable<(int Number, string Text)> Read(TextReader reader, int charactersMax)
    {
        var line = new StringBuilder();
        var buffer = new char[16 * 1024];
        var (number, any) = (1, false);
        for (var read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
        {
            var start = 0;
            while (start < read)
            {
                var end = Array.IndexOf(buffer, '\n', start, read - start);
                var stop = end < 0 ? read : end;
                line.Append(buffer, start, Math.Min(stop - start, Math.Max(0, charactersMax + 1 - line.Length)));
                any = true;
                start = stop + 1;
                if (end >= 0)
                {
                    yield return (number++, Take(line));
                    any = false;
                }
            }
        }

        if (any)
        {
            yield return (number, Take(line));
        }
    }

    private static string Take(StringBuilder line)
    {
        var text = line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
        line.Clear();
        return text;
    }
}
