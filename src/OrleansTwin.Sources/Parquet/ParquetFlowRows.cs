using System.Globalization;
using System.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Sources.Formats;
using OrleansTwin.Sources.Framing;
using Parquet;
using Parquet.Schema;

namespace OrleansTwin.Sources.Parquet;

/// <summary>
/// Flow logs delivered as Parquet, row by row as text lines under a header of the column names (underscores for hyphens), so that one
/// reader reads both. A null is <c>-</c>. Source: "Flow log files", Amazon VPC User Guide. The footer stands at the end, so the file is
/// held whole.
/// </summary>
internal static class ParquetFlowRows
{
    /// <summary>Reads the rows into the sink; answers a notice where the file holds no flow log.</summary>
    public static SkippedFile? Read(Stream content, ByteWindow window, string unit, SourceLimits limits, UnitSink sink)
    {
        using var file = new MemoryStream();
        file.Write(window.Bytes.Span);
        if (!Copy(content, file, limits.ParquetBytesMax))
        {
            sink.UnitFault("file", string.Create(CultureInfo.InvariantCulture, $"the Parquet file is larger than {limits.ParquetBytesMax} bytes"));
            return null;
        }

        file.Position = 0;
        try
        {
            // Over memory nothing waits: the tasks are done when they return.
            return ReadAsync(file, unit, limits, sink).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The library answers hostile bytes with exceptions of many kinds; all of them mean the same here.
            sink.UnitFault("file", "the Parquet file is damaged or cut short");
            return null;
        }
    }

    private static bool Copy(Stream content, MemoryStream file, int bytesMax)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = content.Read(buffer, 0, buffer.Length)) > 0)
        {
            if (file.Length + read > bytesMax)
            {
                return false;
            }

            file.Write(buffer, 0, read);
        }

        return file.Length <= bytesMax;
    }

    private static async Task<SkippedFile?> ReadAsync(MemoryStream file, string unit, SourceLimits limits, UnitSink sink)
    {
        await using var reader = await ParquetReader.CreateAsync(file, null, leaveStreamOpen: true);
        var fields = reader.Schema.GetDataFields();
        var header = FlowLines.HeaderOf(Encoding.UTF8.GetBytes(string.Join(' ', fields.Select(static field => field.Name.Replace('_', '-')))));
        if (header is null)
        {
            return new SkippedFile(unit, "not a log: a Parquet file without the columns of a flow log");
        }

        sink.Known();
        var row = 0L;
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            if (rows.RowCount > limits.ParquetGroupRowsMax)
            {
                sink.UnitFault(string.Create(CultureInfo.InvariantCulture, $"row {row}"), $"a row group has more than {limits.ParquetGroupRowsMax} rows");
                return null;
            }

            var columns = new List<string?[]>();
            foreach (var field in fields)
            {
                columns.Add(await ColumnAsync(rows, field) ?? Unread(rows, field, sink));
            }

            row = Lines(columns, (int)rows.RowCount, header, row, sink);
        }

        return null;
    }

    private static long Lines(List<string?[]> columns, int count, string header, long row, UnitSink sink)
    {
        var line = new StringBuilder();
        for (var index = 0; index < count; index++)
        {
            line.Clear();
            foreach (var column in columns)
            {
                // A space in a value would shift all fields behind it.
                line.Append(line.Length == 0 ? string.Empty : " ").Append(column[index] is { Length: > 0 } value ? value.Replace(' ', '_') : "-");
            }

            sink.Detached(Encoding.UTF8.GetBytes(line.ToString()), RecordFormat.VpcFlow, header, row++);
        }

        return row;
    }

    /// <summary>A column of a type that no flow field has is not known, and that is said.</summary>
    private static string?[] Unread(ParquetRowGroupReader rows, DataField field, UnitSink sink)
    {
        sink.UnitFault("file", $"the column `{field.Name}` has a type that is not read");
        return new string?[rows.RowCount];
    }

    private static async Task<string?[]?> ColumnAsync(ParquetRowGroupReader rows, DataField field)
    {
        var count = checked((int)rows.RowCount);
        if (field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string))
        {
            var texts = new string?[count];
            await rows.ReadAsync(field, texts.AsMemory());
            return texts;
        }

        if (field.ClrType == typeof(ReadOnlyMemory<byte>) || field.ClrType == typeof(byte[]))
        {
            // Text without the UTF-8 mark of its column.
            var texts = new byte[]?[count];
            await rows.ReadAsync(field, texts.AsMemory());
            return Array.ConvertAll(texts, static text => text is null ? null : Encoding.UTF8.GetString(text));
        }

        return field.ClrType switch
        {
            var type when type == typeof(int) => await NumbersAsync<int>(rows, field, count),
            var type when type == typeof(long) => await NumbersAsync<long>(rows, field, count),
            var type when type == typeof(short) => await NumbersAsync<short>(rows, field, count),
            var type when type == typeof(byte) => await NumbersAsync<byte>(rows, field, count),
            var type when type == typeof(sbyte) => await NumbersAsync<sbyte>(rows, field, count),
            var type when type == typeof(ushort) => await NumbersAsync<ushort>(rows, field, count),
            var type when type == typeof(uint) => await NumbersAsync<uint>(rows, field, count),
            var type when type == typeof(ulong) => await NumbersAsync<ulong>(rows, field, count),
            var type when type == typeof(double) => await NumbersAsync<double>(rows, field, count),
            _ => null,
        };
    }

    private static async Task<string?[]> NumbersAsync<T>(ParquetRowGroupReader rows, DataField field, int count)
        where T : struct, IFormattable
    {
        if (field.IsNullable)
        {
            var values = new T?[count];
            await rows.ReadAsync(field, values.AsMemory());
            return Array.ConvertAll(values, static value => value?.ToString(null, CultureInfo.InvariantCulture));
        }

        var plain = new T[count];
        await rows.ReadAsync(field, plain.AsMemory());
        return Array.ConvertAll(plain, static value => value.ToString(null, CultureInfo.InvariantCulture));
    }
}
