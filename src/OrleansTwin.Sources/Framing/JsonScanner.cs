using System.Buffers;

namespace OrleansTwin.Sources.Framing;

/// <summary>
/// Finds the end of one JSON object or array without reading it: strings, brackets, and just enough grammar (what may follow what)
/// to notice soon that a record is broken, so that its damage ends at the next record. Literals are not checked; the record's reader
/// does. Resumable: <see cref="Scan"/> goes on where it stopped when more bytes came.
/// </summary>
internal struct JsonScanner(int depthMax)
{
    private static readonly SearchValues<byte> StringStops = SearchValues.Create("\"\\\n"u8);
    private static readonly SearchValues<byte> LiteralBytes = SearchValues.Create("0123456789+-.eEtrufalsn"u8);

    /// <summary>One bit a level, 1 for an object. Levels beyond are counted only.</summary>
    private const int TrackedLevels = 64;

    private ulong _objects;
    private int _depth;
    private bool _inString;
    private Token _previous;

    private enum Token : byte
    {
        Start = 0,
        Open,
        Key,
        Colon,
        Comma,
        Value,
    }

    /// <summary>The value nests deeper than allowed; its end is found all the same.</summary>
    public bool TooDeep { get; private set; }

    /// <summary>Grammar is no longer looked at: the value is given up and only its end is wanted.</summary>
    public bool Loose { get; set; }

    /// <summary>Why the value is broken.</summary>
    public string? Fault { get; private set; }

    private readonly bool Checked => !Loose && _depth <= TrackedLevels;

    private readonly bool InObject => (_objects & 1) != 0;

    /// <summary>Goes on at <paramref name="at"/>, which ends behind the value when complete, else where to go on or where it broke.</summary>
    public ScanResult Scan(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (_inString && EndString(bytes, ref at) is not ScanResult.Complete and var early)
        {
            return early;
        }

        while (at < bytes.Length)
        {
            var value = bytes[at];
            switch (value)
            {
                case (byte)'"':
                    if (!StartString())
                    {
                        return Break("a comma or colon is missing before a string");
                    }

                    at++;
                    if (EndString(bytes, ref at) is not ScanResult.Complete and var result)
                    {
                        return result;
                    }

                    break;
                case (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t':
                    at++;
                    break;
                case (byte)',' or (byte)':':
                    if (!Separate(value))
                    {
                        return Break(value == ',' ? "a comma stands where a value is expected" : "a colon stands where it must not");
                    }

                    at++;
                    break;
                case (byte)'{' or (byte)'[':
                    if (!Open(value == '{'))
                    {
                        return Break("an object or array begins where it must not");
                    }

                    at++;
                    break;
                case (byte)'}' or (byte)']':
                    if (!Close(value == '}'))
                    {
                        return Break("a bracket closes what was not opened");
                    }

                    at++;
                    if (_depth == 0)
                    {
                        return ScanResult.Complete;
                    }

                    break;
                default:
                    if (!Literal(bytes, ref at))
                    {
                        return Break("a character stands outside a string");
                    }

                    break;
            }
        }

        return ScanResult.Incomplete;
    }

    private ScanResult EndString(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (true)
        {
            var stop = bytes[at..].IndexOfAny(StringStops);
            if (stop < 0)
            {
                at = bytes.Length;
                return ScanResult.Incomplete;
            }

            at += stop;
            switch (bytes[at])
            {
                case (byte)'"':
                    at++;
                    _inString = false;
                    return ScanResult.Complete;
                case (byte)'\\' when at + 1 < bytes.Length:
                    at += 2;
                    break;
                case (byte)'\\':
                    return ScanResult.Incomplete;
                default:
                    return Break("a line ends inside a string");
            }
        }
    }

    private bool StartString()
    {
        var key = InObject && _previous is Token.Open or Token.Comma;
        if (Checked && !(InObject ? _previous is Token.Open or Token.Comma or Token.Colon : _previous is Token.Open or Token.Comma))
        {
            return false;
        }

        _inString = true;
        _previous = InObject && key ? Token.Key : Token.Value;
        return true;
    }

    private bool Separate(byte value)
    {
        if (Checked && _previous != (value == ',' ? Token.Value : Token.Key))
        {
            return false;
        }

        _previous = value == ',' ? Token.Comma : Token.Colon;
        return true;
    }

    private bool Open(bool isObject)
    {
        if (Checked && _previous != Token.Start && !(InObject ? _previous == Token.Colon : _previous is Token.Open or Token.Comma))
        {
            return false;
        }

        _depth++;
        TooDeep |= _depth > depthMax;
        if (_depth <= TrackedLevels)
        {
            _objects = (_objects << 1) | (isObject ? 1UL : 0UL);
        }

        _previous = Token.Open;
        return true;
    }

    private bool Close(bool isObject)
    {
        if (Checked && (isObject != InObject || _previous is Token.Comma or Token.Colon or Token.Key))
        {
            return false;
        }

        if (_depth <= TrackedLevels)
        {
            _objects >>= 1;
        }

        _depth--;
        _previous = Token.Value;
        return true;
    }

    private bool Literal(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (Loose || !Checked)
        {
            at++;
            return true;
        }

        var length = bytes[at..].IndexOfAnyExcept(LiteralBytes);
        length = length < 0 ? bytes.Length - at : length;
        if (length == 0 || !(InObject ? _previous == Token.Colon : _previous is Token.Open or Token.Comma))
        {
            return false;
        }

        at += length;
        _previous = Token.Value;
        return true;
    }

    private ScanResult Break(string fault)
    {
        Fault = fault;
        return ScanResult.Broken;
    }
}
