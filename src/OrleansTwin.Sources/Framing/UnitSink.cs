using System.Globalization;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Sources.Diagnostics;
using OrleansTwin.Sources.Formats;

namespace OrleansTwin.Sources.Framing;

/// <summary>
/// Gathers what a framer finds in one unit: numbers it, finds its format, and keeps the letters of a file back until one of its
/// records is known. A file in which none is, is no log and is skipped as a whole.
/// </summary>
internal sealed class UnitSink(string unit, SourceLimits limits)
{
    private readonly List<DeadLetter> _pending = [];
    private List<RawRecord> _records = [];
    private List<DeadLetter> _letters = [];
    private long _index;
    private long _base;
    private long _line = 1;
    private int _lineAt;
    private ReadOnlyMemory<byte> _window;
    private long _lettersGiven;
    private long _lettersDropped;

    /// <summary>Some record of the unit has a known format.</summary>
    public bool Recognised { get; private set; }

    /// <summary>Records of no known format before any known one.</summary>
    public long UnknownRecords { get; private set; }

    /// <summary>Enough was seen to say that this is no log.</summary>
    public bool GivenUp => !Recognised && UnknownRecords >= limits.UnknownRecordsMax;

    /// <summary>The window the next records stand in, and its offset in the unit.</summary>
    public void Enter(ReadOnlyMemory<byte> window, long offset)
    {
        _window = window;
        _base = offset;
        _lineAt = 0;
    }

    /// <summary>Counts the lines of what the framer consumed.</summary>
    public void Leave(int consumed) => AdvanceLine(consumed);

    /// <summary>An object of the JSON forms.</summary>
    public void Json(int start, int end)
    {
        var bytes = _window[start..end];
        AdvanceLine(start);
        var format = FormatSniffer.FormatOf(bytes.Span, limits.Further);
        if (format == RecordFormat.Unknown)
        {
            if (EmbeddedText.TryUnwrap(bytes.Span, limits.Further, out var inner, out var innerFormat))
            {
                Detached(inner, innerFormat, null, _base + start);
                return;
            }

            Unknown(bytes.Span, "not a record of a known format", start);
            return;
        }

        if (format == RecordFormat.AzureFlow && AzureFlowTuples.Rows(bytes, limits.DepthMax) is { } tuples)
        {
            Tuples(tuples.Rows, tuples.Broken, start);
            return;
        }

        Known();
        _records.Add(new RawRecord(new SourcePosition(unit, _index++), bytes, format, null, _base + start, _line));
    }

    private void Tuples(IReadOnlyList<byte[]> rows, IReadOnlyList<string> broken, int start)
    {
        Known();
        foreach (var row in rows)
        {
            Detached(row, RecordFormat.AzureFlow, null, _base + start);
        }

        foreach (var tuple in broken)
        {
            Letter(System.Text.Encoding.UTF8.GetBytes(tuple), "not a flow tuple: a time in seconds or milliseconds and at least seven more fields, separated by commas (thirteen fields in all for virtual networks)", start);
        }
    }

    /// <summary>A row of a table, made into an object whose members are the columns.</summary>
    public void Row(int start, byte[] json)
    {
        AdvanceLine(start);
        var format = FormatSniffer.FormatOf(json, limits.Further);
        if (format == RecordFormat.Unknown && EmbeddedText.TryUnwrap(json, limits.Further, out var inner, out format))
        {
            json = inner;
        }

        if (format == RecordFormat.Unknown)
        {
            Unknown(json, "not a row of a known format", start);
            return;
        }

        Known();
        _records.Add(new RawRecord(new SourcePosition(unit, _index++), json, format, null, _base + start, _line));
    }

    /// <summary>A line of a flow log.</summary>
    public void FlowLine(int start, int end, string? header)
    {
        AdvanceLine(start);
        Known();
        _records.Add(new RawRecord(new SourcePosition(unit, _index++), _window[start..end], RecordFormat.VpcFlow, header, _base + start, _line));
    }

    /// <summary>A record with bytes of its own, which stand nowhere in the window: a row, a string inside a record.</summary>
    public void Detached(ReadOnlyMemory<byte> bytes, RecordFormat format, string? header, long offset)
    {
        Known();
        _records.Add(new RawRecord(new SourcePosition(unit, _index++), bytes, format, header, offset, _line));
    }

    /// <summary>A stretch that is no whole record.</summary>
    public void Broken(int start, int end, string reason)
    {
        AdvanceLine(start);
        var bytes = _window.Span[start..end];
        if (!Recognised && FormatSniffer.FormatOf(bytes, limits.Further) == RecordFormat.Unknown)
        {
            Unknown(bytes, reason, start);
            return;
        }

        Known();
        Letter(bytes, reason, start);
    }

    /// <summary>The unit is what it is without a record having been seen: an empty list of records, a header line.</summary>
    public void Known()
    {
        if (Recognised)
        {
            return;
        }

        Recognised = true;
        foreach (var letter in _pending)
        {
            Give(letter);
        }

        _pending.Clear();
    }

    /// <summary>A fault of the unit, not of one record: a torn archive, a limit.</summary>
    public void UnitFault(string position, string reason) => Give(new DeadLetter(unit, position, reason, string.Empty));

    /// <summary>Takes what was gathered since the last call.</summary>
    public (IReadOnlyList<RawRecord> Records, IReadOnlyList<DeadLetter> Letters) Take(bool last)
    {
        if (last && _lettersDropped > 0)
        {
            _letters.Add(new DeadLetter(unit, "end", string.Create(CultureInfo.InvariantCulture, $"{_lettersDropped} further dead letters of this file are not listed (limit {limits.DeadLettersMax})"), string.Empty));
        }

        var taken = (_records, _letters);
        _records = [];
        _letters = [];
        return taken;
    }

    private void Unknown(ReadOnlySpan<byte> bytes, string reason, int start)
    {
        if (Recognised)
        {
            Letter(bytes, reason, start);
            return;
        }

        UnknownRecords++;
        if (_pending.Count < limits.UnknownRecordsMax)
        {
            _pending.Add(Make(bytes, reason, start));
        }
    }

    private void Letter(ReadOnlySpan<byte> bytes, string reason, int start) => Give(Make(bytes, reason, start));

    private DeadLetter Make(ReadOnlySpan<byte> bytes, string reason, int start) =>
        new(unit, RawRecord.PlaceOf(_index++, _line, _base + start), reason, MaskedSnippet.Of(bytes));

    private void Give(DeadLetter letter)
    {
        if (_lettersGiven++ < limits.DeadLettersMax)
        {
            _letters.Add(letter);
        }
        else
        {
            _lettersDropped++;
        }
    }

    private void AdvanceLine(int at)
    {
        _line += _window.Span[_lineAt..at].Count((byte)'\n');
        _lineAt = at;
    }
}
