using System.Globalization;

namespace OrleansTwin.Access.Google.Cel;

/// <summary>Parts of instants, in UTC or a zone given by name or offset, and of spans.</summary>
internal static class CelTimes
{
    private const int ZoneCharactersMax = 64;

    public static bool IsField(string name) => name is "getFullYear" or "getMonth" or "getDate" or "getDayOfMonth" or "getDayOfWeek" or "getDayOfYear"
        or "getHours" or "getMinutes" or "getSeconds" or "getMilliseconds";

    public static object Field(string name, object[] a) => a switch
    {
        [CelTime time] => Of(name, time.ToInstant().UtcDateTime),
        [CelTime time, string zone] => Shift(time, zone) is { } moved ? Of(name, moved) : new CelError("unknown time zone"),
        [CelDuration span] => Of(name, span),
        _ => CelEvaluator.NoOverload(name),
    };

    private static long Of(string name, DateTime at) => name switch
    {
        "getFullYear" => at.Year,
        "getMonth" => at.Month - 1,
        "getDate" => at.Day,
        "getDayOfMonth" => at.Day - 1,
        "getDayOfWeek" => (int)at.DayOfWeek,
        "getDayOfYear" => at.DayOfYear - 1,
        "getHours" => at.Hour,
        "getMinutes" => at.Minute,
        "getSeconds" => at.Second,
        _ => at.Millisecond,
    };

    private static object Of(string name, CelDuration span)
    {
        var nanoseconds = span.Nanoseconds;
        return name switch
        {
            "getHours" => (long)(nanoseconds / (CelTime.Billion * 3600)),
            "getMinutes" => (long)(nanoseconds / (CelTime.Billion * 60)),
            "getSeconds" => (long)(nanoseconds / CelTime.Billion),
            "getMilliseconds" => (long)(nanoseconds / 1_000_000 % 1000),
            _ => CelEvaluator.NoOverload(name),
        };
    }

    private static DateTime? Shift(CelTime time, string zone)
    {
        var utc = time.ToInstant().UtcDateTime;
        var sign = zone.StartsWith('-') ? -1 : 1;
        if (TimeSpan.TryParseExact(zone.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture, out var offset))
        {
            var ticks = utc.Ticks + (sign * offset.Ticks);
            return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks) : null;
        }

        // A zone's name is a path below the system's zones; it may not lead out of there.
        return zone.Length <= ZoneCharactersMax && char.IsAsciiLetter(zone.FirstOrDefault()) && zone.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '/') && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTimeFromUtc(utc, found) : null;
    }
}
