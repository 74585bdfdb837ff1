using System.Globalization;
using System.Text;
using OrleansTwin.Normalization.Reading;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>
/// Times as sources write them: RFC 3339 and its loose forms, epoch numbers (seconds to nanoseconds by their size), the forms of
/// PowerShell and log exports. A time without a zone is UTC.
/// </summary>
internal static class MappedTimes
{
    private const long SecondsMax = 99_999_999_999;
    private const long MillisecondsMax = SecondsMax * 1_000;
    private const long MicrosecondsMax = MillisecondsMax * 1_000;

    private static readonly string[] Formats =
    [
        "M/d/yyyy, h:mm:ss.FFFFFFF tt", "M/d/yyyy h:mm:ss.FFFFFFF tt", "M/d/yyyy, h:mm:ss tt", "M/d/yyyy h:mm:ss tt", "dd/MMM/yyyy:HH:mm:ss zzz", "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", "yyyy-MM-dd",
    ];

    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 64)
        {
            return null;
        }

        if (EventTimes.TryParse(Encoding.UTF8.GetBytes(text), out var time))
        {
            return time;
        }

        text = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        if (text.StartsWith("/Date(", StringComparison.Ordinal) && text.IndexOf(')', StringComparison.Ordinal) is var close and > 0)
        {
            text = text["/Date(".Length..close];
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return Epoch(number);
        }

        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time) ? time : null;
    }

    private static DateTimeOffset? Epoch(decimal number)
    {
        if (number < 0)
        {
            return null;
        }

        try
        {
            var ticks = number <= SecondsMax ? number * TimeSpan.TicksPerSecond
                : number <= MillisecondsMax ? number * TimeSpan.TicksPerMillisecond
                : number <= MicrosecondsMax ? number * TimeSpan.TicksPerMicrosecond
                : number / TimeSpan.NanosecondsPerTick;
            var all = ticks + DateTimeOffset.UnixEpoch.Ticks;
            return all <= DateTime.MaxValue.Ticks ? new DateTimeOffset((long)all, TimeSpan.Zero) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
