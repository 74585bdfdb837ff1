using System.Buffers.Text;

namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// Reads the times that CloudTrail and its exports write: <c>2023-07-10T12:03:26Z</c>, a space for the T, no zone (UTC),
/// an offset, and fractions of any length (cut to 100 ns).
/// </summary>
internal static class EventTimes
{
    private const int DateTimeLength = 19;
    private const int FractionDigitsKept = 7;

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < DateTimeLength || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' '))
        {
            return false;
        }

        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        var rest = text[DateTimeLength..];
        if (!Fraction(ref rest, out var fraction) || !Zone(rest, out var offset))
        {
            return false;
        }

        // A leap second is folded into the second before it.
        var ticks = new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Utc).Ticks + fraction - offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }

    private static bool Fraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        var length = 1;
        while (length < rest.Length && rest[length] is >= (byte)'0' and <= (byte)'9')
        {
            if (length <= FractionDigitsKept)
            {
                ticks = (ticks * 10) + rest[length] - '0';
            }

            length++;
        }

        for (var digits = length - 1; digits < FractionDigitsKept; digits++)
        {
            ticks *= 10;
        }

        rest = rest[length..];
        return length > 1;
    }

    private static bool Zone(ReadOnlySpan<byte> rest, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (rest.IsEmpty || rest.SequenceEqual("Z"u8) || rest.SequenceEqual("z"u8) || rest.SequenceEqual(" UTC"u8))
        {
            return true;
        }

        var sign = rest[0] switch { (byte)'+' => 1, (byte)'-' => -1, _ => 0 };
        var digits = rest[1..];
        if (sign == 0 || digits.Length is not (4 or 5) || (digits.Length == 5 && digits[2] != ':'))
        {
            return false;
        }

        if (!Utf8Parser.TryParse(digits[..2], out int hours, out var used) || used != 2
            || !Utf8Parser.TryParse(digits[^2..], out int minutes, out used) || used != 2 || hours > 14 || minutes > 59)
        {
            return false;
        }

        offset = sign * new TimeSpan(hours, minutes, 0);
        return true;
    }
}
