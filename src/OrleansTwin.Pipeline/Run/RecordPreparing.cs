using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Mappings;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Formats;

namespace OrleansTwin.Pipeline.Run;

/// <summary>
/// One record to one prepared event: read by its format, held against the rules, folded as far as it goes alone. What it gives keeps nothing
/// of the record's bytes. Reuses its buffers, so one for a thread.
/// </summary>
public sealed class RecordPreparing(SigmaEngine? rules, SourceMappings? mappings)
{
    private readonly CloudTrailReader _reader = new();
    private readonly MappedReader _mapped = new(mappings);
    private readonly RuleReader _rules = new(rules);

    /// <summary>Rules that could not be decided for a record, and how often.</summary>
    public IReadOnlyDictionary<string, long> UndecidedRules => _rules.Undecided;

    /// <summary>The limits with the signatures of the mapping files, so that their records are found.</summary>
    public static SourceLimits With(SourceLimits limits, SourceMappings? mappings) =>
        limits with { Further = [.. limits.Further, .. (mappings ?? SourceMappings.Shipped).Signatures.Select(MappedSignature)] };

    /// <summary>The event, or null; then the letter says why, where there is something to say.</summary>
    public PreparedEvent? Prepare(RawRecord record, out DeadLetter? letter)
    {
        var recorded = Parse(record, out letter);
        letter = letter is null ? null : record.Locate(letter);
        return recorded is null ? null : PrepareStage.Prepare(recorded, _rules.Find(recorded, record.Bytes));
    }

    /// <summary>The record as read; it keeps slices of the record's bytes.</summary>
    public CloudEvent? Parse(RawRecord record, out DeadLetter? letter)
    {
        CloudEvent? recorded = null;
        switch (record.Format)
        {
            case RecordFormat.CloudTrail or RecordFormat.EventBridge:
                _reader.TryRead(record.Position, record.Bytes, record.Format, out recorded, out letter);
                break;
            case RecordFormat.VpcFlow:
                VpcFlowReader.TryRead(record.Position, record.Bytes, record.FlowHeader, out recorded, out letter);
                break;
            default:
                _mapped.TryRead(record.Position, record.Bytes, record.Format, out recorded, out letter);
                break;
        }

        return recorded;
    }

    private static FormatSignature MappedSignature(MappingSignature signature) => new(signature.Format, [.. signature.All], [.. signature.Any], [.. signature.Text]);
}
