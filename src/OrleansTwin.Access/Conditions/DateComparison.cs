using System.Globalization;

namespace OrleansTwin.Access.Conditions;

/// <summary>Date operators: the W3C profiles of ISO 8601, or seconds since 1970 (AWS: "Date condition operators").</summary>
internal sealed class DateComparison(ComparisonKind comparison, string value, string place) : ValueComparison
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd", "yyyy-MM", "yyyy",
        "yyyyMMdd'T'HHmmssK",
    ];

    private readonly DateTimeOffset? _value = Parse(value);

    public override Truth Compare(string contextValue, RequestContext context, EvaluationNotes notes)
    {
        if (_value is not { } expected)
        {
            notes.AddError($"{place}: `{value}` is no date");
            return Truth.No;
        }

        if (Parse(contextValue) is not { } actual)
        {
            notes.AddError($"{place}: the request's value `{contextValue}` is no date");
            return Truth.No;
        }

        return NumberComparison.Holds(comparison, actual.CompareTo(expected)).ToTruth();
    }

    public static DateTimeOffset? Parse(string text)
    {
        // A number of four digits is a year; anything longer counts seconds.
        if (text.Length != 4 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return Math.Abs(seconds) < 253_402_300_800 && seconds > -62_135_596_800
                ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
                : null;
        }

        return DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;
    }
}
