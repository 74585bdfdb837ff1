using System.Globalization;

namespace OrleansTwin.Normalization.Text;

/// <summary>
/// Times inside requests and responses, in the forms CloudTrail writes: RFC 3339, epoch seconds or milliseconds, and the
/// locale form <c>Jul 10, 2023, 12:24:29 PM</c> with or without the second comma and with a narrow space before AM/PM.
/// </summary>
public static class LogTime
{
    // Epoch values above this are milliseconds (year 5138 in seconds).
    private const long SecondsMax = 99_999_999_999;

    private static readonly string[] Formats = ["MMM d, yyyy, h:mm:ss tt", "MMM d, yyyy h:mm:ss tt", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyyMMdd'T'HHmmss'Z'"];

    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 64)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return Epoch(number);
        }

        var plain = text.Replace('\u202f', ' ').Replace('\u00a0', ' ');
        return DateTimeOffset.TryParseExact(plain, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    private static DateTimeOffset? Epoch(decimal number)
    {
        var milliseconds = number > SecondsMax ? number : number * 1000;
        var ceiling = (decimal)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        return milliseconds >= 0 && milliseconds <= ceiling ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    }
}
