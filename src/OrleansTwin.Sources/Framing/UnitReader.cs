using System.Globalization;
using OrleansTwin.Sources.Compression;
using OrleansTwin.Sources.Formats;
using OrleansTwin.Sources.Parquet;

namespace OrleansTwin.Sources.Framing;

/// <summary>The steps of reading one unit, in order: gzip, content kind, framing window by window, the end.</summary>
internal sealed class UnitReader(Stream stream, string unit, SourceLimits limits)
{
    private readonly UnitSink _sink = new(unit, limits);
    private string? _fault;

    public IEnumerable<SourceBlock> Blocks()
    {
        if (!TryOpen(out var content))
        {
            yield return Last(null, 0, null);
            yield break;
        }

        using var window = new ByteWindow(content, limits.BlockBytes);
        Fill(window);
        var kind = ContentSniffer.KindOf(window.Bytes.Span, out var reason);
        if (FramerOf(kind) is not { } framer)
        {
            yield return kind == ContentKind.Parquet ? Parquet(content, window) : NoLog(kind, reason, window);
            yield break;
        }

        if (window.Bytes.Span.StartsWith(ContentSniffer.Utf8Mark))
        {
            window.Slide(ContentSniffer.Utf8Mark.Length);
            Fill(window);
        }

        while (true)
        {
            var ended = window.Ended;
            _sink.Enter(window.Bytes, window.Offset);
            var consumed = framer.Frame(window.Bytes, ended, _sink);
            _sink.Leave(consumed);
            if (ended || _sink.GivenUp)
            {
                break;
            }

            var buffer = window.Slide(consumed);
            var (records, letters) = _sink.Take(last: false);
            if (records.Count + letters.Count > 0)
            {
                yield return new SourceBlock(unit, records.Count > 0 ? buffer : null, records, letters) { BytesRead = window.Offset };
            }

            Fill(window);
        }

        yield return Last(window, window.Offset + window.Bytes.Length, Skipped());
    }

    private IFramer? FramerOf(ContentKind kind) => kind switch
    {
        ContentKind.Json => new JsonFramer(limits),
        ContentKind.FlowText => new FlowFramer(limits),
        ContentKind.Table => new TableFramer(limits),
        _ => null,
    };

    private bool TryOpen(out Stream content)
    {
        try
        {
            content = GzipLayers.Open(stream, limits);
            return true;
        }
        catch (GzipFaultException fault)
        {
            _fault = fault.Message;
            content = Stream.Null;
            return false;
        }
    }

    /// <summary>A fault of the compressed stream ends the content there; what was read before stands.</summary>
    private void Fill(ByteWindow window)
    {
        try
        {
            window.Fill();
        }
        catch (GzipFaultException fault)
        {
            _fault ??= fault.Message;
            window.End();
        }
    }

    private SkippedFile? Skipped()
    {
        if (_sink.Recognised || _sink.UnknownRecords == 0)
        {
            return null;
        }

        var more = _sink.GivenUp ? "at least " : string.Empty;
        return new SkippedFile(unit, string.Create(CultureInfo.InvariantCulture, $"not a log: {more}{_sink.UnknownRecords} JSON values, none a record of a known format"));
    }

    private SourceBlock NoLog(ContentKind kind, string reason, ByteWindow window)
    {
        if (kind == ContentKind.Utf16)
        {
            _fault ??= reason;
            return Last(null, window.Bytes.Length, null);
        }

        // What a damaged archive held cannot be told: the fault is the news.
        return Last(null, window.Bytes.Length, _fault is null ? new SkippedFile(unit, reason) : null);
    }

    private SourceBlock Parquet(Stream content, ByteWindow window)
    {
        var skipped = ParquetFlowRows.Read(content, window, unit, limits, _sink);
        return Last(null, window.Offset + window.Bytes.Length, skipped);
    }

    private SourceBlock Last(ByteWindow? window, long bytes, SkippedFile? skipped)
    {
        if (_fault is not null)
        {
            _sink.UnitFault(string.Create(CultureInfo.InvariantCulture, $"byte {bytes}"), _fault);
        }

        var (records, letters) = _sink.Take(last: true);
        var buffer = window is not null && records.Count > 0 ? window.Slide(window.Bytes.Length) : null;
        return new SourceBlock(unit, buffer, records, letters) { IsLast = true, BytesRead = bytes, Skipped = skipped };
    }
}
