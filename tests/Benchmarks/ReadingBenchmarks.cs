using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Sources;

namespace OrleansTwin.Benchmarks;

/// <summary>From a gzip object to prepared events; figures are of one record.</summary>
public class ReadingBenchmarks
{
    private readonly CloudTrailReader _reader = new();
    private readonly RuleReader _rules = new(LoadSample.Engine);
    private readonly IReadOnlyList<CloudEvent> _events = LoadSample.Events;
    private readonly byte[] _object = Pack();

    [Benchmark(OperationsPerInvoke = LoadSample.Records)]
    public int Frame()
    {
        var records = 0;
        using var stream = new MemoryStream(_object);
        foreach (var block in RecordReader.ReadFile(stream, "load"))
        {
            records += block.Records.Count;
        }

        return records;
    }

    [Benchmark(OperationsPerInvoke = LoadSample.Records)]
    public int Parse()
    {
        var read = 0;
        foreach (var record in LoadSample.Json)
        {
            read += LoadSample.Read(_reader, record).Id.Length;
        }

        return read;
    }

    [Benchmark(OperationsPerInvoke = LoadSample.Records)]
    public int Rules()
    {
        var hits = 0;
        foreach (var read in _events)
        {
            hits += _rules.Find(read, read.Raw).Hits.Count;
        }

        return hits;
    }

    [Benchmark(OperationsPerInvoke = LoadSample.Records)]
    public int Normalize()
    {
        var changes = 0;
        foreach (var read in _events)
        {
            changes += NormalizationStage.Normalize(read).Changes.Length;
        }

        return changes;
    }

    [Benchmark(OperationsPerInvoke = LoadSample.Records)]
    public int NormalizeAndObserve()
    {
        var entities = 0;
        foreach (var read in _events)
        {
            entities += PrepareStage.Prepare(read, RuleFindings.None).Contributions.Count;
        }

        return entities;
    }

    private static byte[] Pack()
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            zip.Write("{\"Records\":["u8);
            for (var index = 0; index < LoadSample.Json.Count; index++)
            {
                zip.Write(index == 0 ? [] : ","u8);
                zip.Write(LoadSample.Json[index].Span);
            }

            zip.Write("]}"u8);
        }

        return bytes.ToArray();
    }
}
