using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansTwin.Bench.Load;

/// <summary>
/// Writes a scenario's logs as they are delivered: gzip objects under <c>AWSLogs/</c>, or one record a line for a load that comes singly.
/// First what is known before the run (spread over the week before it), then the run.
/// </summary>
internal sealed class LoadFolder(LoadWorld world, BenchScenario scenario, string folder, ulong seed)
{
    /// <summary>When the run's first event was; the week before it is the past.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>When the past begins.</summary>
    public static DateTimeOffset Begun => Start - Past;

    private static readonly TimeSpan Past = TimeSpan.FromDays(8);
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private const int PastObjectSize = 400;

    private readonly LoadRecord _records = new(seed);
    private int _objects;

    public string PastFolder => Path.Combine(folder, "past");

    public string RunFolder => Path.Combine(folder, "run");

    /// <summary>Records of the run; their numbers begin at 0, those of the past are negative.</summary>
    public long Records { get; private set; }

    public long PastRecords { get; private set; }

    /// <summary>Bytes of the run's records before compression.</summary>
    public long Bytes { get; private set; }

    public void WritePast()
    {
        foreach (var account in world.Accounts)
        {
            var calls = LoadWorld.Known(account).ToList();
            var step = Past / (calls.Count + 1);
            var time = Begun;
            foreach (var chunk in calls.Chunk(PastObjectSize))
            {
                using var file = Create(PastFolder, account, time);
                using var records = new RecordArray(file);
                foreach (var call in chunk)
                {
                    time += step;
                    _records.Write(records.Next(), call, time, (1L << 44) + PastRecords++);
                }
            }
        }
    }

    public void WriteRun(int events, int rate)
    {
        var tick = TimeSpan.FromSeconds(1.0 / rate);
        if (scenario.Singly)
        {
            WriteSingly(events, tick);
            return;
        }

        while (Records < events)
        {
            var account = world.NextAccount();
            var size = (int)Math.Min(world.NextObjectSize(), events - Records);
            using var file = Create(RunFolder, account, Start + (tick * Records));
            using var records = new RecordArray(file);
            for (var index = 0; index < size; index++)
            {
                var call = world.NextCall(account, (double)Records / events);
                _records.Write(records.Next(), call, Start + (tick * Records), Records);
                Records++;
            }

            Bytes += records.Bytes;
        }
    }

    private void WriteSingly(int events, TimeSpan tick)
    {
        Directory.CreateDirectory(RunFolder);
        using var file = new FileStream(Path.Combine(RunFolder, "records.jsonl"), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var json = new Utf8JsonWriter(file, Json);
        for (; Records < events; Records++)
        {
            _records.Write(json, world.NextCall(world.NextAccount(), (double)Records / events), Start + (tick * Records), Records);
            json.Flush();
            file.WriteByte((byte)'\n');
            Bytes += json.BytesCommitted;
            json.Reset();
        }
    }

    private GZipStream Create(string under, LoadAccount account, DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var path = Path.Combine(under, string.Create(CultureInfo.InvariantCulture,
            $"AWSLogs/{account.Number}/CloudTrail/{LoadTarget.Region}/{utc:yyyy}/{utc:MM}/{utc:dd}/{account.Number}_CloudTrail_{LoadTarget.Region}_{utc:yyyyMMdd'T'HHmm'Z'}_{_objects++:x16}.json.gz"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16), CompressionLevel.Fastest);
    }

    /// <summary><c>{"Records":[…]}</c> around what is written.</summary>
    private sealed class RecordArray : IDisposable
    {
        private readonly Utf8JsonWriter _json;

        public RecordArray(Stream file)
        {
            _json = new(file, Json);
            _json.WriteStartObject();
            _json.WriteStartArray("Records");
        }

        public long Bytes => _json.BytesCommitted + _json.BytesPending;

        public Utf8JsonWriter Next() => _json;

        public void Dispose()
        {
            _json.WriteEndArray();
            _json.WriteEndObject();
            _json.Dispose();
        }
    }
}
