using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansTwin.Demo.Scenario;

/// <summary>Gathers calls and flows and packs them as AWS delivers them: gzip objects, by time.</summary>
internal sealed class DemoLog(DemoRandom random)
{
    private const int RecordsPerObjectMax = 200;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<DemoCall> _calls = [];
    private readonly List<DemoFlow> _flows = [];

    public IReadOnlyList<DemoCall> Calls => _calls;

    public IReadOnlyList<DemoFlow> Flows => _flows;

    public void Add(DemoCall call) => _calls.Add(call);

    public void Add(DemoFlow flow) => _flows.Add(flow);

    /// <summary>Objects of one interval each, CloudTrail and flow logs apart.</summary>
    public IEnumerable<DemoObject> Pack(DemoPart part, DateTimeOffset from, DateTimeOffset to, TimeSpan interval)
    {
        foreach (var slot in Slots(_calls, from, to, interval, static call => call.Time))
        {
            foreach (var chunk in slot.Chunk(RecordsPerObjectMax))
            {
                var text = $"{{\"Records\":[{string.Join(',', chunk.Select(call => call.ToRecord(random).ToJsonString(Json)))}]}}";
                yield return new(part, chunk[0].Time, Name("CloudTrail", chunk[0].Time, "json.gz"), Gzip(text));
            }
        }

        foreach (var slot in Slots(_flows, from, to, interval, static flow => flow.Start))
        {
            var text = string.Join('\n', slot.Select(static flow => flow.ToLine()).Prepend(DemoFlow.Header)) + "\n";
            yield return new(part, slot[0].Start, Name("vpcflowlogs", slot[0].Start, "log.gz"), Gzip(text));
        }
    }

    private static IEnumerable<List<T>> Slots<T>(List<T> all, DateTimeOffset from, DateTimeOffset to, TimeSpan interval, Func<T, DateTimeOffset> time) =>
        all.Where(item => time(item) >= from && time(item) < to)
            .OrderBy(time)
            .GroupBy(item => time(item).UtcTicks / interval.Ticks)
            .Select(static slot => slot.ToList());

    private string Name(string kind, DateTimeOffset time, string end)
    {
        var utc = time.UtcDateTime;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"AWSLogs/{DemoNames.Account}/{kind}/{DemoNames.Region}/{utc:yyyy}/{utc:MM}/{utc:dd}/{DemoNames.Account}_{kind}_{DemoNames.Region}_{utc:yyyyMMdd'T'HHmm'Z'}_{random.Hex(16)}.{end}");
    }

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
