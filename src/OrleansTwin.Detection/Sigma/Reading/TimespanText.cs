using System.Globalization;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>A Sigma timespan: a number and one of s, m, h, d (and w).</summary>
internal static class TimespanText
{
    public static TimeSpan? Parse(string text)
    {
        if (text.Length < 2
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number <= 0)
        {
            return null;
        }

        var unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => TimeSpan.Zero,
        };
        return unit == TimeSpan.Zero || number > SigmaLimits.CorrelationTimespanMax / unit ? null : unit * number;
    }
}
