using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansTwin.Sources.Formats;

/// <summary>Comma-separated values: cells of a row, quoted or not (RFC 4180), and the object a row is with the names of the header.</summary>
internal static class TableRow
{
    /// <summary>Most columns of a table.</summary>
    public const int ColumnsMax = 1_000;

    private const int NameMax = 128;
    private const int ColumnsMin = 4;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first line reads as column names: at least four, each short, begun with a letter; one may be empty (an index).</summary>
    public static bool IsHeader(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
        if (line.Length is 0 or > NameMax * ColumnsMax || line.Count((byte)',') < ColumnsMin - 1)
        {
            return false;
        }

        var names = Cells(line);
        return names.Count >= ColumnsMin && names.Count(static name => name.Length == 0) <= 1
            && names.TrueForAll(static name => name.Length <= NameMax && (name.Length == 0 || char.IsAsciiLetter(name[0]) || name[0] is '_' or '@'));
    }

    /// <summary>The cells of one row.</summary>
    public static List<string> Cells(ReadOnlySpan<byte> row)
    {
        var cells = new List<string>();
        var at = 0;
        while (at <= row.Length && cells.Count < ColumnsMax)
        {
            if (at < row.Length && row[at] == '"')
            {
                at = Quoted(row, at + 1, cells);
            }
            else
            {
                var comma = row[at..].IndexOf((byte)',');
                var end = comma < 0 ? row.Length : at + comma;
                cells.Add(Encoding.UTF8.GetString(row[at..end]));
                at = end;
            }

            at++;
        }

        return cells;
    }

    /// <summary>Index of the end of the row that begins at <paramref name="start"/> (a line feed outside quotes), or −1.</summary>
    public static int EndOf(ReadOnlySpan<byte> span, int start)
    {
        var quoted = false;
        for (var at = start; at < span.Length;)
        {
            var next = span[at..].IndexOfAny((byte)'"', (byte)'\n');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (span[at] == '\n' && !quoted)
            {
                return at;
            }

            quoted ^= span[at] == '"';
            at++;
        }

        return -1;
    }

    /// <summary>The row as a JSON object of texts; empty cells are left out: a table has no other way to say "not told".</summary>
    public static byte[] ToJson(IReadOnlyList<string> names, IReadOnlyList<string> cells)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            for (var index = 0; index < Math.Min(names.Count, cells.Count); index++)
            {
                if (names[index].Length > 0 && cells[index].Length > 0)
                {
                    writer.WriteString(names[index], cells[index]);
                }
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static int Quoted(ReadOnlySpan<byte> row, int at, List<string> cells)
    {
        var cell = new List<byte>();
        while (at < row.Length)
        {
            if (row[at] != '"')
            {
                cell.Add(row[at++]);
            }
            else if (at + 1 < row.Length && row[at + 1] == '"')
            {
                cell.Add((byte)'"');
                at += 2;
            }
            else
            {
                break;
            }
        }

        cells.Add(Encoding.UTF8.GetString(CollectionsOf(cell)));
        var comma = at >= row.Length ? -1 : row[at..].IndexOf((byte)',');
        return comma < 0 ? row.Length : at + comma;
    }

    private static ReadOnlySpan<byte> CollectionsOf(List<byte> bytes) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes);
}
