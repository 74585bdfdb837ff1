using System.Buffers.Text;

namespace OrleansTwin.Normalization.Reading;

/// <summary>The values of one flow-log line while it is read; a field that is <c>-</c> or not in the format stays empty.</summary>
internal ref struct FlowLine
{
    private const long SecondsMax = 253_402_300_799;

    private readonly ReadOnlySpan<byte> _line;
    private readonly Span<Range> _values;

    private FlowLine(ReadOnlySpan<byte> line, Span<Range> values)
    {
        _line = line;
        _values = values;
    }

    /// <summary>The first field that cannot be read, in words.</summary>
    public string? Fault { get; private set; }

    /// <summary>Splits the line by its layout into <paramref name="values"/>, which has a place for every <see cref="FlowField"/>.</summary>
    public static FlowLine Split(ReadOnlySpan<byte> line, FlowLayout layout, Span<Range> values)
    {
        values.Clear();
        var result = new FlowLine(line, values);
        var count = 0;
        var at = 0;
        while (at < line.Length)
        {
            var length = line[at..].IndexOf((byte)' ');
            var end = length < 0 ? line.Length : at + length;
            if (end > at)
            {
                if (count < layout.Fields.Length && !(end == at + 1 && line[at] == '-'))
                {
                    values[(int)layout.Fields[count]] = at..end;
                }

                count++;
            }

            at = end + 1;
        }

        if (count != layout.Fields.Length)
        {
            result.Fault = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the line has {count} fields, its format {layout.Fields.Length}");
        }

        return result;
    }

    public readonly ReadOnlySpan<byte> Text(FlowField field) => _line[_values[(int)field]];

    public long? Number(FlowField field, long max)
    {
        var text = Text(field);
        if (text.IsEmpty)
        {
            return null;
        }

        if (text[0] is >= (byte)'0' and <= (byte)'9' && Utf8Parser.TryParse(text, out long value, out var used) && used == text.Length && value <= max)
        {
            return value;
        }

        Fault ??= $"`{FlowLayout.NameOf(field)}` is no whole number up to {max}";
        return null;
    }

    public DateTimeOffset? Time(FlowField field) =>
        Number(field, SecondsMax) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public string? Address(FlowField field, Utf8Pool<ClientAddress> pool)
    {
        var text = Text(field);
        if (text.IsEmpty)
        {
            return null;
        }

        var address = pool.Get(text).Address;
        if (address is null)
        {
            Fault ??= $"`{FlowLayout.NameOf(field)}` is no address";
        }

        return address;
    }

    public bool? Accepted()
    {
        var text = Text(FlowField.Action);
        if (text.SequenceEqual("ACCEPT"u8))
        {
            return true;
        }

        if (!text.IsEmpty && !text.SequenceEqual("REJECT"u8))
        {
            Fault ??= "`action` is neither ACCEPT nor REJECT";
        }

        return text.IsEmpty ? null : false;
    }

    public string LogStatus()
    {
        var text = Text(FlowField.LogStatus);
        if (text.IsEmpty || text.SequenceEqual("OK"u8))
        {
            return "OK";
        }

        if (text.SequenceEqual("NODATA"u8))
        {
            return "NODATA";
        }

        if (!text.SequenceEqual("SKIPDATA"u8))
        {
            Fault ??= "`log-status` is none of OK, NODATA, SKIPDATA";
        }

        return "SKIPDATA";
    }
}
