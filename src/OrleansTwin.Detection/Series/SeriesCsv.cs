using System.Globalization;

namespace OrleansTwin.Detection.Series;

/// <summary>
/// The text form of <c>twin detect series</c>: lines <c>timestamp,value</c> in, <c>timestamp,value,anomaly_score</c> out, one by one and
/// without look-ahead. Times without a zone are UTC. A broken line is reported, gets no line of its own, and the rest is read.
/// </summary>
public static class SeriesCsv
{
    public const string Header = "timestamp,value,anomaly_score";

    /// <summary>Longest line read, in characters.</summary>
    public const int LineMax = 4096;

    private const int ShownMax = 80;

    public static IEnumerable<string> Score(IEnumerable<string> lines, SeriesDetector detector, Action<SeriesProblem> problem)
    {
        yield return Header;
        var number = 0L;
        foreach (var line in lines)
        {
            number++;
            if (line.Length == 0 || (number == 1 && IsHeader(line)))
            {
                continue;
            }

            if (Parse(line) is not { } point)
            {
                problem(new(number, $"`{(line.Length <= ShownMax ? line : line[..ShownMax])}` is no `timestamp,value` (ISO 8601 or `yyyy-MM-dd HH:mm:ss`, decimal point)"));
                continue;
            }

            var score = detector.Observe(point.Time, point.Value);
            yield return string.Create(CultureInfo.InvariantCulture, $"{point.TimeText},{point.ValueText},{score:0.######}");
        }
    }

    private static bool IsHeader(string line) => line.StartsWith("timestamp", StringComparison.OrdinalIgnoreCase);

    private static (DateTimeOffset Time, double Value, string TimeText, string ValueText)? Parse(string line)
    {
        var cut = line.IndexOf(',', StringComparison.Ordinal);
        if (line.Length > LineMax || cut < 0)
        {
            return null;
        }

        var end = line.IndexOf(',', cut + 1);
        var (time, value) = (line[..cut].Trim(), (end < 0 ? line[(cut + 1)..] : line[(cut + 1)..end]).Trim());
        return DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? (at, number, time, value)
            : null;
    }
}
