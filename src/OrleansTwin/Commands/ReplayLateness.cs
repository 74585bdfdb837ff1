using System.Globalization;

namespace OrleansTwin.Commands;

/// <summary>The option <c>--lateness</c>: a number and s, m or h.</summary>
internal static class ReplayLateness
{
    public const string Default = "1h";
    public const string Allowed = "--lateness takes a whole number followed by s, m or h, from 1s to 24h, such as 90s, 30m or 1h.";

    /// <summary>Baselines keep three days more than decisions read; a step of a batch and the lateness must fit into them.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromHours(24);

    public static bool TryParse(string text, out TimeSpan lateness)
    {
        lateness = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            _ => null,
        };
        if (unit is not { } one || number <= 0 || number > Most / one)
        {
            return false;
        }

        lateness = number * one;
        return true;
    }
}
