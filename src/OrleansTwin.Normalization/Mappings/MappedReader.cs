using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Expressions;
using OrleansTwin.Normalization.Reading;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>
/// Reads records of every format but CloudTrail and VPC flow logs, each by its mapping. A record that cannot be read is a dead letter,
/// never an exception. Safe for many threads. The event keeps the bytes given.
/// </summary>
public sealed class MappedReader(SourceMappings? mappings = null, ReadingLimits? limits = null)
{
    private readonly SourceMappings _mappings = mappings ?? SourceMappings.Shipped;
    private readonly ReadingLimits _limits = limits ?? ReadingLimits.Default;

    /// <summary>Reads a record. Exactly one of the results is set, and it is the event when true is returned.</summary>
    public bool TryRead(SourcePosition position, ReadOnlyMemory<byte> record, RecordFormat format, out CloudEvent? cloudEvent, out DeadLetter? deadLetter) =>
        TryRead((root, bytes) => _mappings.Of(format, root, bytes), position, record, format, _limits, out cloudEvent, out deadLetter);

    internal static bool TryRead(SourceMapping mapping, SourcePosition position, ReadOnlyMemory<byte> record, ReadingLimits limits, out CloudEvent? cloudEvent, out DeadLetter? deadLetter) =>
        TryRead((_, _) => mapping, position, record, mapping.Signature.Format, limits, out cloudEvent, out deadLetter);

    private static bool TryRead(Find find, SourcePosition position, ReadOnlyMemory<byte> record, RecordFormat format, ReadingLimits limits, out CloudEvent? cloudEvent, out DeadLetter? deadLetter)
    {
        cloudEvent = null;
        var reason = record.Length > limits.RecordBytesMax ? $"the record is longer than {limits.RecordBytesMax} bytes"
            : Utf8.IsValid(record.Span) ? null : "not valid UTF-8";
        if (reason is null)
        {
            try
            {
                cloudEvent = Read(find, position, record, format, limits, out reason);
            }
            catch (JsonException error)
            {
                reason = $"not valid JSON: {error.Message}";
            }
            catch (InvalidOperationException)
            {
                // The JSON reader's answer to an escaped half of a surrogate pair.
                reason = "not valid JSON: an escaped surrogate stands alone";
            }
        }

        deadLetter = cloudEvent is null ? ReadingFaults.Letter(position, record.Span, reason ?? "not a record of the format") : null;
        return cloudEvent is not null;
    }

    private static CloudEvent? Read(Find find, SourcePosition position, ReadOnlyMemory<byte> record, RecordFormat format, ReadingLimits limits, out string? reason)
    {
        using var document = JsonDocument.Parse(record, new() { MaxDepth = limits.DepthMax });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            reason = "not a JSON object";
            return null;
        }

        if (find(document.RootElement, record.Span) is not { } mapping)
        {
            reason = $"the format `{format}` is recognised, but no mapping reads it";
            return null;
        }

        ReadingFaults.SurrogateFault(record.Span);
        var blank = new CloudEvent { Id = string.Empty, Time = default, Account = string.Empty, Action = string.Empty, Service = string.Empty, Actor = ActorReader.Nobody, Raw = record, Format = format, Cloud = mapping.Cloud };
        using var scope = new Scope(blank, SourceMapping.NoEntry);
        using var variables = new MappedVariables(mapping, scope);
        return new MappedRecord(mapping, scope, position, record, format).Build(out reason);
    }

    private delegate SourceMapping? Find(JsonElement root, ReadOnlySpan<byte> bytes);
}
