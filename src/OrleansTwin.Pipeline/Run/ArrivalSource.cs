using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Mappings;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;
using OrleansTwin.Sources.Formats;

namespace OrleansTwin.Pipeline.Run;

/// <summary>
/// The records of a replay in the order they arrive: files by the time of their first record, records as they stand. With a disturbance
/// they are shuffled within so many seconds of event time and some arrive twice, always alike for one seed. The order depends on the
/// input and the options only, so a number in it is a position to go on from.
/// </summary>
public sealed class ArrivalSource(IReadOnlyList<SourceFile> files, SourceLimits limits, Disturbance disturbance, SigmaEngine? rules, SourceMappings? mappings = null)
{
    private const int FirstLookBytes = 16 * 1024;

    private readonly CloudTrailReader _reader = new();
    private readonly MappedReader _mapped = new(mappings);
    private readonly SourceLimits _limits = limits with { Further = [.. limits.Further, .. (mappings ?? SourceMappings.Shipped).Signatures.Select(MappedSignature)] };
    private readonly RuleReader _rules = new(rules);
    private readonly List<DeadLetter> _letters = [];
    private readonly List<SkippedFile> _skipped = [];

    /// <summary>What snapshots tell; it goes before all records, and no disturbance touches it.</summary>
    public IReadOnlyList<PreparedEvent> InitialState { get; init; } = [];

    public IReadOnlyList<DeadLetter> DeadLetters => _letters;

    public IReadOnlyList<SkippedFile> Skipped => _skipped;

    /// <summary>Rules that could not be decided for a record, and how often.</summary>
    public IReadOnlyDictionary<string, long> UndecidedRules => _rules.Undecided;

    public IEnumerable<PreparedEvent> Read()
    {
        _letters.Clear();
        _skipped.Clear();
        var inOrder = files.Select(file => (File: file, First: FirstTicks(file)))
            .OrderBy(static pair => pair.First)
            .ThenBy(static pair => pair.File.Unit, StringComparer.Ordinal)
            .SelectMany(pair => ReadFile(pair.File));
        return InitialState.Concat(disturbance.IsNone ? inOrder : disturbance.Apply([.. inOrder]));
    }

    /// <summary>Whether any file holds a record. Reads as far as the first; where there is none, what was read instead is told as after a whole reading.</summary>
    public bool HasRecord()
    {
        _letters.Clear();
        _skipped.Clear();
        return files.Any(file => ReadFile(file).Any());
    }

    private IEnumerable<PreparedEvent> ReadFile(SourceFile file)
    {
        foreach (var block in FileReader.Read(file, _limits))
        {
            _letters.AddRange(block.DeadLetters);
            if (block.Skipped is { } skipped)
            {
                _skipped.Add(skipped);
            }

            foreach (var record in block.Records)
            {
                var recorded = Parse(record, out var letter);
                if (recorded is not null)
                {
                    yield return PrepareStage.Prepare(recorded, _rules.Find(recorded, record.Bytes));
                }
                else if (letter is not null)
                {
                    _letters.Add(record.Locate(letter));
                }
            }
        }
    }

    private CloudEvent? Parse(RawRecord record, out DeadLetter? letter)
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

    // Reads as far as the first record, in small pieces: every file is opened for this once more. A file without one comes last.
    private long FirstTicks(SourceFile file)
    {
        foreach (var block in FileReader.Read(file, _limits with { BlockBytes = Math.Min(_limits.BlockBytes, FirstLookBytes) }))
        {
            foreach (var record in block.Records)
            {
                if (Parse(record, out _) is { } recorded)
                {
                    return recorded.Time.UtcTicks;
                }
            }
        }

        return long.MaxValue;
    }
}
