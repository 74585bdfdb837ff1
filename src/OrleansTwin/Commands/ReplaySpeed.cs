using System.Globalization;

namespace OrleansTwin.Commands;

/// <summary>The option <c>--speed</c>: <c>max</c>, or a number and <c>x</c> (<c>1x</c>: as fast as it happened).</summary>
internal static class ReplaySpeed
{
    public const string Max = "max";
    public const string Allowed = "--speed takes max, or a number above 0 followed by x, such as 1x or 60x.";

    private const double Fastest = 1e9;

    /// <summary>True where the text is allowed; <paramref name="times"/> is null for <c>max</c>.</summary>
    public static bool TryParse(string text, out double? times)
    {
        times = null;
        if (text == Max)
        {
            return true;
        }

        if (text.EndsWith('x') && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= Fastest)
        {
            times = value;
            return true;
        }

        return false;
    }
}
