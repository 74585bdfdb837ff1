using System.Text.Json;

namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>
/// A record as raw UTF-8 JSON, read in one pass into a tape of the fields that rules ask for. The object is reused from
/// record to record and keeps its buffers; it is for one thread. The bytes must stay unchanged while it is evaluated.
/// </summary>
/// <remarks>
/// Readings pinned by tests: a path through an array means each element (or the one at a numeric step); a string that holds
/// a JSON document (plain or percent-encoded) is opened if a path goes on inside it; a key that holds dots is read as steps.
/// </remarks>
public sealed class SigmaEvent : ISigmaEvent
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = SigmaLimits.EventDepthMax };

    private readonly ValueTape _tape;
    private readonly bool[] _derivedKnown;
    private ReadOnlyMemory<byte> _json;
    private int _openedDocumentStart;
    private int _openedDocumentLength;

    public SigmaEvent(SigmaFieldTable fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Fields = fields;
        _tape = new(fields.Count);
        _derivedKnown = new bool[fields.Count];
    }

    public SigmaFieldTable Fields { get; }

    public SigmaReadStatus Status { get; private set; } = SigmaReadStatus.Malformed;

    public ReadOnlySpan<byte> Document => _json.Span;

    public ReadOnlySpan<byte> OpenedDocument
    {
        get
        {
            if (_openedDocumentStart < 0)
            {
                (_openedDocumentStart, _openedDocumentLength) = _tape.Open(_json.Span);
            }

            return _tape.Text(_openedDocumentStart, _openedDocumentLength, inScratch: true);
        }
    }

    /// <summary>Reads one record. Values of the record before are gone.</summary>
    public SigmaReadStatus Read(ReadOnlyMemory<byte> json)
    {
        _json = json;
        _tape.Reset(json);
        _openedDocumentStart = -1;
        Array.Clear(_derivedKnown);
        if (json.Length > SigmaLimits.EventBytesMax)
        {
            return Status = SigmaReadStatus.TooLarge;
        }

        try
        {
            var reader = new Utf8JsonReader(json.Span, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return Status = SigmaReadStatus.Malformed;
            }

            ReadObject(ref reader, Fields.Root, inScratch: false, offset: 0, SigmaLimits.EmbeddedDocumentsMax);
            Status = reader.Read() ? SigmaReadStatus.Malformed : _tape.IsFull ? SigmaReadStatus.Incomplete : SigmaReadStatus.Complete;
        }
        catch (JsonException exception)
        {
            // The reader tells depth and syntax apart only in its message; depth is where it stopped.
            Status = exception.Message.Contains("maximum configured depth", StringComparison.Ordinal)
                ? SigmaReadStatus.TooDeep
                : SigmaReadStatus.Malformed;
        }

        return Status;
    }

    public int FirstValue(int slot)
    {
        if (_tape.First(slot) < 0 && !_derivedKnown[slot])
        {
            _derivedKnown[slot] = true;
            if (Fields.Derived.TryGetValue(slot, out var derived))
            {
                derived.Derive(this, slot);
            }
        }

        return _tape.First(slot);
    }

    public int NextValue(int value) => _tape.Next(value);

    public SigmaValueKind KindOf(int value) => _tape.KindOf(value);

    public ReadOnlySpan<byte> TextOf(int value) => _tape.TextOf(value);

    public ReadOnlySpan<byte> OpenedTextOf(int value) => _tape.OpenedTextOf(value);

    /// <summary>Adds a text to a field; used by derived fields.</summary>
    internal void AddDerived(int slot, ReadOnlySpan<byte> text)
    {
        var start = _tape.Reserve(text.Length);
        text.CopyTo(_tape.Scratch(start));
        _tape.Keep(text.Length);
        _tape.Link(slot, _tape.Add(SigmaValueKind.Text, start, text.Length, inScratch: true));
    }

    private void ReadObject(ref Utf8JsonReader reader, FieldNode node, bool inScratch, int offset, int embedded)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = reader.ValueIsEscaped ? FindEscaped(reader.ValueSpan, node) : Find(reader.ValueSpan, node);
            reader.Read();
            if (child is null)
            {
                reader.Skip();
            }
            else
            {
                ReadValue(ref reader, child, inScratch, offset, embedded);
            }
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, FieldNode node, bool inScratch, int offset, int embedded)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadRecord(ref reader, node, inScratch, offset, embedded);
                break;
            case JsonTokenType.StartArray:
                AddTo(node, SigmaValueKind.List, 0, 0, inScratch);
                ReadArray(ref reader, node, inScratch, offset, embedded);
                break;
            case JsonTokenType.String:
                ReadText(ref reader, node, inScratch, offset, embedded);
                break;
            case JsonTokenType.Number:
                AddTo(node, SigmaValueKind.Number, offset + (int)reader.TokenStartIndex, reader.ValueSpan.Length, inScratch);
                break;
            case JsonTokenType.True:
                AddTo(node, SigmaValueKind.True, 0, 0, inScratch);
                break;
            case JsonTokenType.False:
                AddTo(node, SigmaValueKind.False, 0, 0, inScratch);
                break;
            case JsonTokenType.Null:
                AddTo(node, SigmaValueKind.Null, 0, 0, inScratch);
                break;
        }
    }

    private void ReadRecord(ref Utf8JsonReader reader, FieldNode node, bool inScratch, int offset, int embedded)
    {
        var start = (int)reader.TokenStartIndex;
        if (node.HasChildren)
        {
            ReadObject(ref reader, node, inScratch, offset, embedded);
        }
        else
        {
            reader.Skip();
        }

        if (node.Slots.Count > 0)
        {
            AddTo(node, SigmaValueKind.Record, offset + start, (int)reader.BytesConsumed - start, inScratch);
        }
    }

    private void ReadArray(ref Utf8JsonReader reader, FieldNode node, bool inScratch, int offset, int embedded)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            ReadIndexed(reader, node, i, inScratch, offset, embedded);
            ReadValue(ref reader, node, inScratch, offset, embedded);
        }
    }

    /// <summary>A numeric step names one element; any other path means each of them. The reader is a copy.</summary>
    private void ReadIndexed(Utf8JsonReader reader, FieldNode node, int index, bool inScratch, int offset, int embedded)
    {
        Span<byte> text = stackalloc byte[11];
        if (node.HasIndexes
            && index.TryFormat(text, out var digits, default, System.Globalization.CultureInfo.InvariantCulture)
            && node.Find(text[..digits]) is { } at)
        {
            ReadValue(ref reader, at, inScratch, offset, embedded);
        }
    }

    private void ReadText(ref Utf8JsonReader reader, FieldNode node, bool inScratch, int offset, int embedded)
    {
        var (start, length, copied) = TextAt(ref reader, inScratch, offset);
        AddTo(node, SigmaValueKind.Text, start, length, copied);
        if (node.HasChildren && embedded > 0 && length > 1)
        {
            ReadEmbedded(node, start, length, copied, embedded - 1);
        }
    }

    private (int Start, int Length, bool InScratch) TextAt(ref Utf8JsonReader reader, bool inScratch, int offset)
    {
        var length = reader.ValueSpan.Length;
        if (!reader.ValueIsEscaped)
        {
            return (offset + (int)reader.TokenStartIndex + 1, length, inScratch);
        }

        var start = _tape.Reserve(length);
        length = JsonEscapes.Resolve(reader.ValueSpan, _tape.Scratch(start));
        _tape.Keep(length);
        return (start, length, true);
    }

    private void ReadEmbedded(FieldNode node, int start, int length, bool inScratch, int embedded)
    {
        var text = _tape.Text(start, length, inScratch);
        if (text[0] == (byte)'%')
        {
            var decoded = _tape.Reserve(length);
            text = _tape.Text(start, length, inScratch);
            if (!JsonEscapes.TryPercentDecode(text, _tape.Scratch(decoded), out length))
            {
                return;
            }

            _tape.Keep(length);
            (start, inScratch) = (decoded, true);
            text = _tape.Text(start, length, inScratch: true);
        }

        if (!IsDocument(text))
        {
            return;
        }

        // The reader keeps the span it was given: if the scratch buffer grows, the old one stays readable and equal.
        var reader = new Utf8JsonReader(text, Options);
        reader.Read();
        ReadInside(ref reader, node, inScratch, start, embedded);
    }

    /// <summary>What lies inside an embedded document. The document itself is the text that holds it, and no second value of the field.</summary>
    private void ReadInside(ref Utf8JsonReader reader, FieldNode node, bool inScratch, int offset, int embedded)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, node, inScratch, offset, embedded);
                break;
            case JsonTokenType.StartArray:
                for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                {
                    ReadIndexed(reader, node, i, inScratch, offset, embedded);
                    ReadInside(ref reader, node, inScratch, offset, embedded);
                }

                break;
            case JsonTokenType.String when embedded > 0:
                var (start, length, copied) = TextAt(ref reader, inScratch, offset);
                if (length > 1)
                {
                    ReadEmbedded(node, start, length, copied, embedded - 1);
                }

                break;
        }
    }

    private static bool IsDocument(ReadOnlySpan<byte> text)
    {
        var first = text.TrimStart(" \r\n\t"u8);
        if (first.IsEmpty || first[0] is not ((byte)'{' or (byte)'['))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(text, Options);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static FieldNode? Find(ReadOnlySpan<byte> key, FieldNode node)
    {
        var found = node.Find(key);
        if (found is not null || key.IndexOf((byte)'.') < 0)
        {
            return found;
        }

        // A flattened record writes its path into the key.
        foreach (var range in key.Split((byte)'.'))
        {
            node = node.Find(key[range])!;
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }

    private FieldNode? FindEscaped(ReadOnlySpan<byte> key, FieldNode node)
    {
        var start = _tape.Reserve(key.Length);
        var length = JsonEscapes.Resolve(key, _tape.Scratch(start));
        return Find(_tape.Text(start, length, inScratch: true), node);
    }

    private void AddTo(FieldNode node, SigmaValueKind kind, int start, int length, bool inScratch)
    {
        foreach (var slot in node.Slots)
        {
            _tape.Link(slot, _tape.Add(kind, start, length, inScratch));
        }
    }
}
