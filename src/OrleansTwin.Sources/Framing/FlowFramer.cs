using OrleansTwin.Sources.Formats;

namespace OrleansTwin.Sources.Framing;

/// <summary>Cuts flow-log text into lines; a header line, first or in the middle of a joined file, holds for what follows.</summary>
internal sealed class FlowFramer(SourceLimits limits) : IFramer
{
    private string? _header;
    private bool _skipping;

    public int Frame(ReadOnlyMemory<byte> bytes, bool ended, UnitSink sink)
    {
        var span = bytes.Span;
        var at = 0;
        while (at < span.Length)
        {
            var length = span[at..].IndexOf((byte)'\n');
            if (length < 0 && !ended && span.Length - at <= limits.LineBytesMax)
            {
                return at;
            }

            var end = length < 0 ? span.Length : at + length;
            if (!_skipping)
            {
                Line(span, at, end, sink);
            }

            _skipping = length < 0 && !ended;
            at = length < 0 ? end : end + 1;
        }

        return at;
    }

    private void Line(ReadOnlySpan<byte> span, int start, int end, UnitSink sink)
    {
        while (end > start && span[end - 1] is (byte)'\r' or (byte)' ' or (byte)'\t')
        {
            end--;
        }

        while (start < end && span[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        if (start == end)
        {
            return;
        }

        if (end - start > limits.LineBytesMax)
        {
            sink.Broken(start, end, $"the line is longer than {limits.LineBytesMax} bytes");
            return;
        }

        start += FlowLines.TimePrefix(span[start..end]);
        if (FlowLines.HeaderOf(span[start..end]) is { } header)
        {
            // One instance for one header, so that readers compare by reference.
            _header = header == _header ? _header : header;
            sink.Known();
            return;
        }

        sink.FlowLine(start, end, _header);
    }
}
