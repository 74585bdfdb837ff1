using OrleansTwin.Sources.Formats;

namespace OrleansTwin.Sources.Framing;

/// <summary>Cuts comma-separated values into rows; the first line names the columns.</summary>
internal sealed class TableFramer(SourceLimits limits) : IFramer
{
    private List<string>? _names;
    private bool _skipping;

    public int Frame(ReadOnlyMemory<byte> bytes, bool ended, UnitSink sink)
    {
        var span = bytes.Span;
        var at = 0;
        while (at < span.Length)
        {
            var end = TableRow.EndOf(span, at);
            if (end < 0 && !ended && span.Length - at <= limits.RecordBytesMax)
            {
                return at;
            }

            var cut = end < 0;
            end = cut ? span.Length : end;
            if (!_skipping)
            {
                Row(span, at, end, cut && !ended, sink);
            }

            _skipping = cut && !ended;
            at = cut ? end : end + 1;
        }

        return at;
    }

    private void Row(ReadOnlySpan<byte> span, int start, int end, bool tooLong, UnitSink sink)
    {
        if (tooLong)
        {
            sink.Broken(start, end, $"the row is longer than {limits.RecordBytesMax} bytes");
            return;
        }

        var row = span[start..end].TrimEnd((byte)'\r');
        if (row.IsEmpty)
        {
            return;
        }

        var cells = TableRow.Cells(row);
        if (_names is null)
        {
            _names = cells;
        }
        else if (cells.Count > _names.Count)
        {
            sink.Broken(start, end, $"the row has {cells.Count} cells, the header {_names.Count} names");
        }
        else
        {
            sink.Row(start, TableRow.ToJson(_names, cells));
        }
    }
}
