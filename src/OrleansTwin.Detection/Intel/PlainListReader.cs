namespace OrleansTwin.Detection.Intel;

/// <summary>
/// One indicator a line. <c>#</c> and <c>;</c> begin a comment; what follows the indicator after a blank (counts, notes)
/// becomes its description.
/// </summary>
internal static class PlainListReader
{
    public static void Read(IndicatorCollector collector)
    {
        var number = 0;
        foreach (var line in collector.File.Text.AsSpan().EnumerateLines())
        {
            number++;
            if (collector.IsFull)
            {
                return;
            }

            var content = line.TrimStart('\ufeff').Trim();
            if (content.IsEmpty || content[0] is '#' or ';')
            {
                continue;
            }

            var column = line.Length - line.TrimStart().Length + 1;
            if (content.Length > IntelLimits.LineCharactersMax)
            {
                collector.Report(number, column, "line-too-long", $"More than {IntelLimits.LineCharactersMax} characters.");
                continue;
            }

            var end = content.IndexOfAny(" \t#");
            var value = (end < 0 ? content : content[..end]).ToString();
            if (IndicatorText.Recognise(value) is { } known)
            {
                var note = end < 0 ? "" : content[end..].TrimStart(" \t#").ToString();
                collector.Add(new(known.Kind, known.Value, collector.File.Name, note));
            }
            else
            {
                collector.Report(number, column, "not-an-indicator", $"`{value}` is no address, range, domain or file hash.");
            }
        }
    }
}
