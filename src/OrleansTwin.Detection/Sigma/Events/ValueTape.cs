namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>Values of one event: chains of entries by slot, and a scratch buffer for texts that do not stand in the record as they are.</summary>
internal sealed class ValueTape(int slots)
{
    private readonly int[] _heads = new int[slots];
    private readonly int[] _tails = new int[slots];
    private ReadOnlyMemory<byte> _json;
    private ValueEntry[] _entries = new ValueEntry[64];
    private byte[] _scratch = new byte[1024];
    private int _count;
    private int _scratchLength;

    /// <summary>More values came than are kept.</summary>
    public bool IsFull { get; private set; }

    public void Reset(ReadOnlyMemory<byte> json)
    {
        _json = json;
        _count = 0;
        _scratchLength = 0;
        IsFull = false;
        Array.Fill(_heads, -1);
    }

    public int First(int slot) => _heads[slot];

    public int Next(int value) => _entries[value].Next;

    public SigmaValueKind KindOf(int value) => _entries[value].Kind;

    public Span<byte> Scratch(int start) => _scratch.AsSpan(start);

    public ReadOnlySpan<byte> Text(int start, int length, bool inScratch) =>
        inScratch ? _scratch.AsSpan(start, length) : _json.Span.Slice(start, length);

    /// <summary>Makes room at the end of the scratch buffer; what is written there counts once <see cref="Keep"/> is called.</summary>
    public int Reserve(int length)
    {
        if (_scratchLength + length > _scratch.Length)
        {
            Array.Resize(ref _scratch, Math.Max(_scratch.Length * 2, _scratchLength + length));
        }

        return _scratchLength;
    }

    public void Keep(int length) => _scratchLength += length;

    public ReadOnlySpan<byte> TextOf(int value)
    {
        ref var entry = ref _entries[value];
        switch (entry.Kind)
        {
            case SigmaValueKind.True:
                return "true"u8;
            case SigmaValueKind.False:
                return "false"u8;
            case SigmaValueKind.Null:
            case SigmaValueKind.List:
                return default;
            case SigmaValueKind.Record when !entry.IsCompact:
                MakeCompact(ref entry);
                break;
        }

        return Text(entry.Start, entry.Length, entry.InScratch);
    }

    public ReadOnlySpan<byte> OpenedTextOf(int value)
    {
        if (_entries[value].Kind != SigmaValueKind.Record)
        {
            return default;
        }

        // Entry of the opened text plus one; -1: nothing to open; 0: not looked at.
        if (_entries[value].Opened == 0)
        {
            var (start, length) = Open(TextOf(value));
            _entries[value].Opened = length == 0 ? -1 : Add(SigmaValueKind.Text, start, length, inScratch: true) + 1;
        }

        var opened = _entries[value].Opened;
        return opened < 0 ? default : TextOf(opened - 1);
    }

    /// <summary>The text with one level of escapes resolved, in the scratch buffer; nothing if it has none.</summary>
    public (int Start, int Length) Open(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf((byte)'\\') < 0)
        {
            return (0, 0);
        }

        // Reserving may move the scratch buffer; the span keeps the old one alive.
        var start = Reserve(text.Length);
        var length = JsonEscapes.Resolve(text, _scratch.AsSpan(start));
        _scratchLength += length;
        return (start, length);
    }

    public void Link(int slot, int entry)
    {
        if (entry < 0)
        {
            return;
        }

        if (_heads[slot] < 0)
        {
            _heads[slot] = entry;
        }
        else
        {
            _entries[_tails[slot]].Next = entry;
        }

        _tails[slot] = entry;
    }

    public int Add(SigmaValueKind kind, int start, int length, bool inScratch)
    {
        if (_count >= SigmaLimits.EventValuesMax)
        {
            IsFull = true;
            return -1;
        }

        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        _entries[_count] = new() { Kind = kind, Start = start, Length = length, InScratch = inScratch, Next = -1 };
        return _count++;
    }

    private void MakeCompact(ref ValueEntry entry)
    {
        entry.IsCompact = true;
        var start = Reserve(entry.Length);
        var length = JsonEscapes.Compact(Text(entry.Start, entry.Length, entry.InScratch), _scratch.AsSpan(start));
        if (length == entry.Length)
        {
            return;
        }

        _scratchLength += length;
        (entry.Start, entry.Length, entry.InScratch) = (start, length, true);
    }
}
