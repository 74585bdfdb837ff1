using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansTwin.Access.Google.Cel;

/// <summary>A span of time in nanoseconds, within what 64 bits of them hold (about 292 years), as the reference implementations have it.</summary>
public readonly partial record struct CelDuration(Int128 Nanoseconds)
{
    public bool IsValid => Nanoseconds >= long.MinValue && Nanoseconds <= long.MaxValue;

    /// <summary>Reads <c>1h30m1.5s</c>.</summary>
    public static bool TryParse(string text, out CelDuration span)
    {
        span = default;
        if (text is "0" or "-0" or "+0")
        {
            return true;
        }

        var match = Form().Match(text);
        if (!match.Success || text.Length > 64)
        {
            return false;
        }

        Int128 total = 0;
        foreach (Capture part in match.Groups[1].Captures)
        {
            var digits = part.Value.AsSpan().TrimEnd("hmsunµμ");
            var unit = part.Value[digits.Length..] switch { "h" => 3600m * CelTime.Billion, "m" => 60m * CelTime.Billion, "s" => CelTime.Billion, "ms" => 1_000_000m, "ns" => 1m, _ => 1_000m };
            if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || count > 1_000_000_000_000_000m / Math.Max(1, unit / CelTime.Billion))
            {
                return false;
            }

            total += (Int128)Math.Truncate(count * unit);
        }

        span = new CelDuration(text.StartsWith('-') ? -total : total);
        return span.IsValid;
    }

    public override string ToString()
    {
        var size = Int128.Abs(Nanoseconds);
        var rest = (long)(size % CelTime.Billion);
        var text = (size / CelTime.Billion).ToString(CultureInfo.InvariantCulture) + (rest == 0 ? "" : "." + rest.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0'));
        return (Nanoseconds < 0 ? "-" : "") + text + "s";
    }

    [GeneratedRegex(@"^[+-]?((?:\d+(?:\.\d*)?|\.\d+)(?:h|ms|m|s|us|µs|μs|ns))+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
