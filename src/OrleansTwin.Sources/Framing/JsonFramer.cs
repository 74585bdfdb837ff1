using System.Text;

namespace OrleansTwin.Sources.Framing;

/// <summary>
/// Cuts JSON of every form of CONTRACTS into records: one a line, an array, objects one behind the other with or without commas, and
/// objects that hold the records in a member (<c>{"Records":[…]}</c>), of any size. A broken record ends at the next thing that looks
/// like a record's beginning: an object with the first key that the records before had, or an object at the start of a line.
/// </summary>
internal sealed class JsonFramer(SourceLimits limits) : IFramer
{
    private const int NestingMax = 8;

    /// <summary>Tail kept while looking for the next record, so that its beginning may straddle two windows.</summary>
    private const int StraddleBytes = 256;

    private readonly Stack<Context> _contexts = new([Context.Top]);
    private byte[] _firstKey = "\"eventVersion\""u8.ToArray();
    private bool _firstKeyLearned;
    private Mode _mode;
    private JsonScanner _skipper;

    private enum Context
    {
        Top,
        Array,
        Wrapper,
    }

    private enum Mode
    {
        Framing,
        Skipping,
        Seeking,
    }

    public int Frame(ReadOnlyMemory<byte> bytes, bool ended, UnitSink sink)
    {
        var span = bytes.Span;
        var at = 0;
        while (at < span.Length)
        {
            var moved = _mode switch
            {
                Mode.Skipping => Skip(span, ended, ref at),
                Mode.Seeking => Seek(span, ended, ref at),
                _ => Step(span, ended, ref at, sink),
            };
            if (!moved)
            {
                break;
            }
        }

        return at;
    }

    private bool Step(ReadOnlySpan<byte> span, bool ended, ref int at, UnitSink sink)
    {
        var first = span[at];
        if (first is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)',' or 0x1E)
        {
            at++;
            return true;
        }

        var context = _contexts.Peek();
        if (context == Context.Wrapper)
        {
            return StepWrapper(span, ended, ref at, sink);
        }

        switch (first)
        {
            case (byte)'{':
                return Element(span, ended, ref at, sink);
            case (byte)'[' when _contexts.Count < NestingMax:
                _contexts.Push(Context.Array);
                at++;
                return true;
            case (byte)']' or (byte)'}':
                if (context == Context.Array && first == ']')
                {
                    _contexts.Pop();
                }

                // Anything else that closes is the rest of a broken record or wrapper.
                at++;
                return true;
            default:
                return Text(span, ended, ref at, sink);
        }
    }

    private bool Element(ReadOnlySpan<byte> span, bool ended, ref int at, UnitSink sink)
    {
        if (!BeginsWithFirstKey(span[at..]) && _contexts.Count < NestingMax)
        {
            var array = WrapperKeys.FindArray(span[at..], limits.DepthMax, out var needsMore);
            if (array >= 0)
            {
                _contexts.Push(Context.Wrapper);
                _contexts.Push(Context.Array);
                at += array + 1;
                return true;
            }

            if (needsMore && !ended && span.Length - at <= limits.RecordBytesMax)
            {
                return false;
            }
        }

        var scanner = new JsonScanner(limits.DepthMax);
        var end = at;
        switch (scanner.Scan(span, ref end))
        {
            case ScanResult.Complete when end - at > limits.RecordBytesMax:
                sink.Broken(at, end, TooLong);
                at = end;
                return true;
            case ScanResult.Complete when scanner.TooDeep:
                sink.Broken(at, end, $"nesting deeper than {limits.DepthMax} levels");
                at = end;
                return true;
            case ScanResult.Complete:
                Learn(span[at..end]);
                sink.Json(at, end);
                at = end;
                return true;
            case ScanResult.Incomplete when span.Length - at > limits.RecordBytesMax:
                sink.Broken(at, span.Length, TooLong);
                scanner.Loose = true;
                _skipper = scanner;
                _mode = Mode.Skipping;
                at = end;
                return !ended;
            case ScanResult.Incomplete when !ended:
                return false;
            case ScanResult.Incomplete:
                return GiveUp(span, ref at, sink, "the input ends inside the record", ended);
            default:
                return GiveUp(span, ref at, sink, scanner.Fault ?? "broken JSON", ended);
        }
    }

    private string TooLong => $"the record is longer than {limits.RecordBytesMax} bytes";

    /// <summary>Ends a broken record where the next one seems to begin.</summary>
    private bool GiveUp(ReadOnlySpan<byte> span, ref int at, UnitSink sink, string reason, bool ended)
    {
        var next = FindStart(span, at + 1);
        var end = next < 0 ? span.Length : next;
        sink.Broken(at, end, reason);
        if (next >= 0)
        {
            at = next;
            return true;
        }

        _mode = Mode.Seeking;
        at = ended ? span.Length : Math.Max(at + 1, span.Length - StraddleBytes);
        return !ended;
    }

    /// <summary>Passes over the rest of a record that is too long.</summary>
    private bool Skip(ReadOnlySpan<byte> span, bool ended, ref int at)
    {
        var result = _skipper.Scan(span, ref at);
        if (result == ScanResult.Incomplete)
        {
            at = ended ? span.Length : at;
            return false;
        }

        _mode = result == ScanResult.Complete ? Mode.Framing : Mode.Seeking;
        return true;
    }

    private bool Seek(ReadOnlySpan<byte> span, bool ended, ref int at)
    {
        var next = FindStart(span, at);
        if (next >= 0)
        {
            at = next;
            _mode = Mode.Framing;
            return true;
        }

        at = ended ? span.Length : Math.Max(at, span.Length - StraddleBytes);
        return false;
    }

    /// <summary>Text between records: up to the end of its line or the next object.</summary>
    private bool Text(ReadOnlySpan<byte> span, bool ended, ref int at, UnitSink sink)
    {
        var rest = span[at..];
        var line = rest.IndexOf((byte)'\n');
        var brace = rest.IndexOf("{\""u8);
        var length = line < 0 ? brace : brace < 0 ? line : Math.Min(line, brace);
        if (length < 0 && !ended && rest.Length <= limits.LineBytesMax)
        {
            return false;
        }

        var end = length < 0 ? span.Length : at + length;
        sink.Broken(at, end, "text between records");
        at = end;
        return true;
    }

    /// <summary>Behind the records of a wrapper: its other members are passed over, further lists of records are entered.</summary>
    private bool StepWrapper(ReadOnlySpan<byte> span, bool ended, ref int at, UnitSink sink)
    {
        if (span[at] == '}')
        {
            _contexts.Pop();
            at++;
            return true;
        }

        var length = WrapperKeys.MemberLength(span[at..], limits.DepthMax, out var array, out var broken);
        if (array >= 0 && _contexts.Count < NestingMax)
        {
            _contexts.Push(Context.Array);
            at += array + 1;
            return true;
        }

        if (length >= 0)
        {
            at += length;
            return true;
        }

        if (!broken && !ended && span.Length - at <= limits.RecordBytesMax)
        {
            return false;
        }

        _contexts.Pop();
        return GiveUp(span, ref at, sink, ended && !broken ? "the input ends inside the object that holds the records" : "broken JSON behind the records", ended);
    }

    private int FindStart(ReadOnlySpan<byte> span, int from)
    {
        if (from >= span.Length)
        {
            return -1;
        }

        var line = span[from..].IndexOf("\n{"u8);
        var best = line < 0 ? -1 : from + line + 1;
        // A beginning at `from` itself, whose line break stands before it.
        if (from > 0 && span[from] == '{' && span[from - 1] == '\n')
        {
            best = from;
        }

        var search = from;
        while (search < span.Length)
        {
            var key = span[search..].IndexOf(_firstKey);
            if (key < 0)
            {
                break;
            }

            var brace = search + key - 1;
            while (brace >= from && span[brace] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                brace--;
            }

            if (brace >= from && span[brace] == '{')
            {
                return best < 0 ? brace : Math.Min(best, brace);
            }

            search += key + 1;
        }

        return best;
    }

    private bool BeginsWithFirstKey(ReadOnlySpan<byte> span)
    {
        var key = span[1..].TrimStart(" \n\r\t"u8);
        return key.StartsWith(_firstKey);
    }

    private void Learn(ReadOnlySpan<byte> record)
    {
        if (_firstKeyLearned)
        {
            return;
        }

        var rest = record[1..].TrimStart(" \n\r\t"u8);
        var close = rest.Length > 1 ? rest[1..].IndexOf((byte)'"') : -1;
        if (close > 0 && Encoding.UTF8.GetCharCount(rest[..(close + 2)]) < 128)
        {
            _firstKey = rest[..(close + 2)].ToArray();
            _firstKeyLearned = true;
        }
    }
}
