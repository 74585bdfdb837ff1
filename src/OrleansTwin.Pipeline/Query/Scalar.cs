using System.Globalization;

namespace OrleansTwin.Pipeline.Query;

/// <summary>One value: its words, and where it has an order beyond them a number (a time's ticks, a choice's rank, 1 for true).</summary>
public readonly record struct Scalar(string Text, double? Number = null)
{
    public static Scalar Of(double number) => new(number.ToString(CultureInfo.InvariantCulture), number);

    public static Scalar Of(bool flag) => new(flag ? "true" : "false", flag ? 1 : 0);

    public static Scalar Of(DateTimeOffset time) => new(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture), time.UtcTicks);

    /// <summary>Less than 0, 0, more than 0: by number where both have one, else by text without regard to case.</summary>
    public int CompareTo(Scalar other) =>
        Number is { } one && other.Number is { } two ? one.CompareTo(two) : string.Compare(Text, other.Text, StringComparison.OrdinalIgnoreCase);
}
