using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansTwin.Sources.Aws;

/// <summary>The day that an object's key tells: <c>/2026/01/31/</c> as AWS services write it, or <c>year=2026/month=01/day=31</c>.</summary>
public static partial class KeyDates
{
    public static DateOnly? DayOf(string key)
    {
        var match = Plain().Match(key) is { Success: true } plain ? plain : Named().Match(key);
        return match.Success && DateOnly.TryParseExact($"{match.Groups[1].ValueSpan}-{match.Groups[2].ValueSpan}-{match.Groups[3].ValueSpan}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    [GeneratedRegex(@"(?:^|/)(\d{4})/(\d{2})/(\d{2})/", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Plain();

    [GeneratedRegex(@"(?:^|/)(?:year|y)=(\d{4})/(?:month|m)=(\d{2})/(?:day|d)=(\d{2})/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 100)]
    private static partial Regex Named();
}
