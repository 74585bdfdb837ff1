using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OrleansTwin.Detection.Intel;

namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>A value's text as number, date, address or characters. Never throws; "is none" is an answer.</summary>
internal static class ValueReading
{
    private const int ShortMax = 64;

    public static bool TryNumber(SigmaValueKind kind, ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        if (kind is not (SigmaValueKind.Number or SigmaValueKind.Text) || text.IsEmpty || text.Length >= 40)
        {
            return false;
        }

        var first = text[0];
        var last = text[^1];
        return (first is >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'+' or (byte)'.')
            && (last is >= (byte)'0' and <= (byte)'9' or (byte)'.')
            && Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && double.IsFinite(number);
    }

    public static bool TryAddress(ReadOnlySpan<byte> text, out UInt128 address)
    {
        address = 0;
        if (text.IsEmpty || text.Length > ShortMax)
        {
            return false;
        }

        Span<char> characters = stackalloc char[ShortMax];
        return Encoding.UTF8.TryGetChars(text, characters, out var count)
            && IpPrefix.TryParseAddress(characters[..count], out address);
    }

    /// <summary>A date with year, month and day first; without a zone it is taken as UTC.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length is < 10 or > ShortMax || text[4] != (byte)'-' || text[7] != (byte)'-')
        {
            return false;
        }

        Span<char> characters = stackalloc char[ShortMax];
        return Encoding.UTF8.TryGetChars(text, characters, out var count)
            && DateTimeOffset.TryParse(
                characters[..count],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out time);
    }

    public static double PartOf(DateTimeOffset time, SigmaTimePart part) => part switch
    {
        SigmaTimePart.Minute => time.Minute,
        SigmaTimePart.Hour => time.Hour,
        SigmaTimePart.Day => time.Day,
        SigmaTimePart.Week => ISOWeek.GetWeekOfYear(time.DateTime),
        SigmaTimePart.Month => time.Month,
        SigmaTimePart.Year => time.Year,
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    public static bool IsMatch(System.Text.RegularExpressions.Regex expression, ReadOnlySpan<byte> text)
    {
        var characters = ArrayPool<char>.Shared.Rent(text.Length + 1);
        try
        {
            var count = Encoding.UTF8.GetChars(text, characters);
            return expression.IsMatch(characters.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }
}
