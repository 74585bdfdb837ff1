using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansTwin.Access.Google.Cel;

/// <summary>An instant in nanoseconds since 1970, within the years 1 to 9999.</summary>
public readonly partial record struct CelTime(Int128 Nanoseconds)
{
    public const long Billion = 1_000_000_000;
    private static readonly Int128 First = (Int128)(-62_135_596_800) * Billion;
    private static readonly Int128 Last = ((Int128)253_402_300_800 * Billion) - 1;

    public bool IsValid => Nanoseconds >= First && Nanoseconds <= Last;

    /// <summary>Reads RFC 3339.</summary>
    public static bool TryParse(string text, out CelTime time)
    {
        time = default;
        var match = Form().Match(text);
        if (!match.Success || !DateTimeOffset.TryParse(match.Groups[1].Value.ToUpperInvariant() + match.Groups[3].Value.ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var seconds))
        {
            return false;
        }

        var fraction = match.Groups[2].Value.PadRight(9, '0');
        time = new CelTime(((Int128)seconds.ToUnixTimeSeconds() * Billion) + long.Parse(fraction[..9], CultureInfo.InvariantCulture));
        return time.IsValid;
    }

    public DateTimeOffset ToInstant() => DateTimeOffset.UnixEpoch.AddTicks((long)(Nanoseconds / 100) - (Nanoseconds % 100 < 0 ? 1 : 0));

    public override string ToString()
    {
        var instant = ToInstant();
        var rest = (long)(((Nanoseconds % Billion) + Billion) % Billion);
        var whole = instant.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return rest == 0 ? whole + "Z" : $"{whole}.{rest.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0')}Z";
    }

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
