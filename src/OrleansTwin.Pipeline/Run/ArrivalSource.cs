using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Normalization.Mappings;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Pipeline.Run;

/// <summary>
/// The records of a replay in the order they arrive: files by the time of their first record, records as they stand. With a disturbance
/// they are shuffled within so many seconds of event time and some arrive twice, always alike for one seed. The order depends on the
/// input and the options only, so a number in it is a position to go on from.
/// </summary>
public sealed class ArrivalSource(IReadOnlyList<SourceFile> files, SourceLimits limits, Disturbance disturbance, SigmaEngine? rules, SourceMappings? mappings = null)
{
    private const int FirstLookBytes = 16 * 1024;

    private readonly RecordPreparing _preparing = new(rules, mappings);
    private readonly SourceLimits _limits = RecordPreparing.With(limits, mappings);
    private readonly List<DeadLetter> _letters = [];
    private readonly List<SkippedFile> _skipped = [];

    /// <summary>What snapshots tell; it goes before all records, and no disturbance touches it.</summary>
    public IReadOnlyList<PreparedEvent> InitialState { get; init; } = [];

    public IReadOnlyList<DeadLetter> DeadLetters => _letters;

    public IReadOnlyList<SkippedFile> Skipped => _skipped;

    /// <summary>Rules that could not be decided for a record, and how often.</summary>
    public IReadOnlyDictionary<string, long> UndecidedRules => _preparing.UndecidedRules;

    public IEnumerable<PreparedEvent> Read()
    {
        _letters.Clear();
        _skipped.Clear();
        var inOrder = InOrder();
        return InitialState.Concat(disturbance.IsNone ? inOrder : disturbance.Apply([.. inOrder]));
    }

    /// <summary>Whether any file holds a record. Reads as far as the first; where there is none, what was read instead is told as after a whole reading.</summary>
    public bool HasRecord()
    {
        _letters.Clear();
        _skipped.Clear();
        return files.Any(file => Prepared(FileReader.Read(file, _limits)).Any());
    }

    // Workers decompress and cut ahead of whoever takes the records.
    private IEnumerable<PreparedEvent> InOrder()
    {
        var ordered = files.Select(file => (File: file, First: FirstTicks(file)))
            .OrderBy(static pair => pair.First)
            .ThenBy(static pair => pair.File.Unit, StringComparer.Ordinal)
            .Select(static pair => pair.File)
            .ToList();
        return Prepared(FolderReader.ReadAsync(ordered, [], new FolderReadOptions { InOrder = true, Limits = _limits }).ToBlockingEnumerable());
    }

    private IEnumerable<PreparedEvent> Prepared(IEnumerable<SourceBlock> blocks)
    {
        foreach (var block in blocks)
        {
            _letters.AddRange(block.DeadLetters);
            if (block.Skipped is { } skipped)
            {
                _skipped.Add(skipped);
            }

            foreach (var record in block.Records)
            {
                if (_preparing.Prepare(record, out var letter) is { } prepared)
                {
                    yield return prepared;
                }
                else if (letter is not null)
                {
                    _letters.Add(letter);
                }
            }
        }
    }

    // Reads as far as the first record, in small pieces: every file is opened for this once more. A file without one comes last.
    private long FirstTicks(SourceFile file)
    {
        foreach (var block in FileReader.Read(file, _limits with { BlockBytes = Math.Min(_limits.BlockBytes, FirstLookBytes) }))
        {
            foreach (var record in block.Records)
            {
                if (_preparing.Parse(record, out _) is { } recorded)
                {
                    return recorded.Time.UtcTicks;
                }
            }
        }

        return long.MaxValue;
    }
}
