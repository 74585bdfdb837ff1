using System.Globalization;

namespace OrleansTwin.Incidents.Story;

/// <summary>Spans in words, rounded down to their largest unit.</summary>
public static class Durations
{
    public static string Text(TimeSpan span) => span.TotalSeconds switch
    {
        < 1 => "the same second",
        < 120 => Count((long)span.TotalSeconds, "second"),
        < 7200 => Count((long)span.TotalMinutes, "minute"),
        < 172_800 => Count((long)span.TotalHours, "hour"),
        _ => Count((long)span.TotalDays, "day"),
    };

    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
