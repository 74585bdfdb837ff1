using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Bench.Measure;

/// <summary>
/// What each pure stage costs on the run's own records: stage by stage over chunks of files on one thread while nothing else runs in
/// the process, by processor time, garbage collection included. The code is warm from the run.
/// </summary>
internal sealed class StagePass(SigmaEngine? engine)
{
    /// <summary>Records looked at.</summary>
    public const int RecordsMax = 50_000;

    private const int ChunkRecords = 5_000;
    private const int FoldEvents = 1_000;

    private readonly CloudTrailReader _reader = new();
    private readonly RuleReader _rules = new(engine);
    private readonly Dictionary<EntityId, EntityState> _states = [];
    private readonly SortedDictionary<string, TimeSpan> _spent = new(StringComparer.Ordinal);
    private int _records;

    public IReadOnlyList<BenchStage> Run(IReadOnlyList<SourceFile> files)
    {
        var chunk = new List<RawRecord>();
        using var blocks = files.SelectMany(static file => FileReader.Read(file)).GetEnumerator();
        var more = true;
        while (more && _records < RecordsMax)
        {
            chunk.Clear();
            Spend("1 sources: gzip, framing", () =>
            {
                while (chunk.Count < ChunkRecords && (more = blocks.MoveNext()))
                {
                    chunk.AddRange(blocks.Current.Records);
                }
            });
            Stages(chunk);
            _records += chunk.Count;
        }

        return [.. _spent.Select(pair => new BenchStage(pair.Key[2..], Math.Round(pair.Value.TotalMicroseconds / Math.Max(1, _records), 2)))];
    }

    private void Stages(List<RawRecord> chunk)
    {
        var events = new List<(CloudEvent Event, RawRecord Record)>(chunk.Count);
        Spend("2 parse", () =>
        {
            foreach (var record in chunk)
            {
                if (record.Format is RecordFormat.CloudTrail or RecordFormat.EventBridge && _reader.TryRead(record.Position, record.Bytes, record.Format, out var read, out _))
                {
                    events.Add((read!, record));
                }
            }
        });
        var findings = new List<RuleFindings>(events.Count);
        Spend("3 rules", () => events.ForEach(pair => findings.Add(_rules.Find(pair.Event, pair.Record.Bytes))));
        var before = Environment.CpuUsage.TotalTime;
        events.ForEach(static pair => NormalizationStage.Normalize(pair.Event));
        var normalizing = Environment.CpuUsage.TotalTime - before;
        _spent["4 normalize"] = _spent.GetValueOrDefault("4 normalize") + normalizing;
        var prepared = new List<PreparedEvent>(events.Count);
        before = Environment.CpuUsage.TotalTime;
        for (var index = 0; index < events.Count; index++)
        {
            prepared.Add(PrepareStage.Prepare(events[index].Event, findings[index]));
        }

        // Preparing normalizes too.
        _spent["5 observe"] = _spent.GetValueOrDefault("5 observe") + Environment.CpuUsage.TotalTime - before - normalizing;
        var batches = new List<EntityBatch>();
        Spend("6 fold", () => Fold(prepared, batches));
        Spend("7 reduce", () => Reduce(batches));
    }

    private static void Fold(List<PreparedEvent> prepared, List<EntityBatch> batches)
    {
        foreach (var account in prepared.GroupBy(static one => one.Account, StringComparer.Ordinal))
        {
            foreach (var group in account.Chunk(FoldEvents))
            {
                var fold = new EntityFold();
                foreach (var one in group)
                {
                    fold.Add(one);
                }

                batches.AddRange(fold.Take());
            }
        }
    }

    private void Reduce(List<EntityBatch> batches)
    {
        var limits = new BaselineLimits();
        foreach (var batch in batches)
        {
            _states[batch.Entity] = TwinReducer.Apply(_states.GetValueOrDefault(batch.Entity) ?? EntityState.Empty(batch.Entity), batch, limits);
        }
    }

    private void Spend(string stage, Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        _spent[stage] = _spent.GetValueOrDefault(stage) + Environment.CpuUsage.TotalTime - before;
    }
}
