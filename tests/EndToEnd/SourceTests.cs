using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansTwin.Tests.Serving;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>A server that reads queues, buckets and pushed records, killed (SIGKILL) in the middle: every good record has its effect once, every bad one is named once.</summary>
public sealed class SourceTests(CloudServer cloud, ITestOutputHelper output) : IClassFixture<CloudServer>, IAsyncLifetime
{
    private const int Objects = 60;
    private const int RecordsOfAnObject = 25;
    private const string Token = "a-token-of-some-length";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-sources-").FullName;

    public async ValueTask InitializeAsync()
    {
        await cloud.ReadyAsync(Assert.Skip);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Given_QueueAndBackfillOfTheSameObjects_When_KilledAgainAndAgain_Then_EachRecordIsAppliedOnceAndEachBadObjectNamedOnce()
    {
        var (bucket, queue) = await cloud.PlaceAsync("killed");
        await FillAsync(bucket, queue);
        string[] arguments = ["serve", "--config", Config(queue, bucket), "--data", At("data")];
        var kills = 0;
        foreach (var share in new[] { 0.1, 0.4, 0.7 })
        {
            await using var twin = await RunningTwin.StartAsync(arguments);
            var (applied, until) = (0L, (long)(share * Objects * RecordsOfAnObject));
            await UntilAsync(async () => (applied = (await EventsAsync(twin)).Applied) >= until, twin);
            output.WriteLine($"killed at {applied} events, {await cloud.DepthAsync(queue)} in the queue");
            kills++;
        }

        await using var last = await RunningTwin.StartAsync(arguments);
        await UntilAsync(async () => await cloud.DepthAsync(queue) == (0, 0) && (await EventsAsync(last)).Applied >= Objects * RecordsOfAnObject && last.Output.Contains("backfill is done", StringComparison.Ordinal), last);

        var (whole, copies) = await EventsAsync(last);
        output.WriteLine($"{kills} kills, {whole} applied, {copies} copies in the last run\n{last.Output}");
        Assert.Equal(Objects * RecordsOfAnObject, whole);
        var letters = File.ReadAllLines(At("data/dead-letters.jsonl")).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            ["no-such-object.json.gz", "torn.json.gz"],
            letters.Select(static letter => Path.GetFileName(letter.GetProperty("source").GetString()!)).Distinct().Order(StringComparer.Ordinal).Where(static name => name.Contains(".json", StringComparison.Ordinal)));
        Assert.Equal(letters.Count, letters.Select(static letter => letter.GetRawText()).Distinct().Count());
        Assert.Contains(letters, static letter => letter.GetProperty("snippet").GetString() == "neither this nor that");
        using var sources = JsonDocument.Parse(await last.Http.GetStringAsync("/api/v1/sources"));
        var report = sources.RootElement.GetProperty("sources").EnumerateArray().Single(static source => source.GetProperty("kind").GetString() == "sqs");
        Assert.Equal("reading", report.GetProperty("state").GetString());
        Assert.True(report.TryGetProperty("deadLetters", out _));
    }

    [Fact]
    public async Task Given_RecordsPushedOverHttp_When_KilledRightAfterTheAnswer_Then_NothingAcknowledgedIsLost()
    {
        File.WriteAllText(At("token"), Token);
        File.WriteAllText(At("serve.json"), JsonSerializer.Serialize(new { Sources = new { Http = new[] { new { Name = "trail", TokenFile = At("token") } }, Limits = new { HttpBodyMiBMax = 1 } } }));
        string[] arguments = ["serve", "--config", At("serve.json"), "--data", At("data")];
        await using (var twin = await RunningTwin.StartAsync(arguments))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await PushAsync(twin, "trail", null, TrailRecords.FileOf("x", 1))).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await PushAsync(twin, "trail", "a-token-of-some-lengtH", TrailRecords.FileOf("x", 1))).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await PushAsync(twin, "nobody", Token, TrailRecords.FileOf("x", 1))).Status);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PushAsync(twin, "trail", Token, new string(' ', 2 * 1024 * 1024), expectContinue: true)).Status);
            Assert.Equal(HttpStatusCode.BadRequest, (await PushAsync(twin, "trail", Token, "no record")).Status);

            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => PushAsync(twin, "trail", Token, TrailRecords.FileOf(string.Create(CultureInfo.InvariantCulture, $"p{n % 6}"), 10), gzip: n % 2 == 0)));

            Assert.All(answers, static answer => Assert.Equal((HttpStatusCode.OK, """{"records":10,"deadLetters":0}"""), answer));
        }

        await using var again = await RunningTwin.StartAsync(arguments);
        Assert.Equal(60, (await EventsAsync(again)).Applied);
        Assert.Contains(File.ReadAllLines(At("data/dead-letters.jsonl")), static line => line.Contains("http:trail/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_WrongSourceSettings_When_Served_Then_EveryProblemIsNamedWithItsKey()
    {
        File.WriteAllText(At("short"), "short");
        File.WriteAllText(At("serve.json"), $$$$"""
            {"sources":{"aws":{"queues":[{"url":"sqs"},{"url":"https://sqs.eu-west-1.amazonaws.com/1/q","externalId":"x","endpoint":"nowhere"}],"backfills":[{"prefix":"p","from":"yesterday"}],"kinesis":[{"a":1}] },
            "http":[{"name":"a b","tokenFile":"x"},{"name":"ab","tokenFile":{{{{JsonSerializer.Serialize(At("short"))}}}}}],"limits":{"objectsAtOnce":0,"speed":1}}}
            """);

        var run = await Twin.RunAsync("serve", "--config", At("serve.json"), "--data", At("data"));

        Assert.Equal(2, run.Status);
        Assert.All(
            new[] { "queues:0:url", "queues:1:externalId", "queues:1:endpoint", "backfills:0:bucket", "backfills:0:from", "aws:kinesis", "http:0:name", "http:1:tokenFile", "limits:objectsAtOnce", "limits:speed" },
            key => Assert.Contains(key, run.Error, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("short`", run.Error, StringComparison.Ordinal);
    }

    private static async Task<(long Applied, long Copies)> EventsAsync(RunningTwin twin)
    {
        using var status = JsonDocument.Parse(await twin.Http.GetStringAsync("/api/v1/status"));
        var shards = status.RootElement.GetProperty("shards").EnumerateArray().ToList();
        return (shards.Sum(static shard => shard.GetProperty("eventsApplied").GetInt64()), shards.Sum(static shard => shard.GetProperty("duplicates").GetInt64()));
    }

    private static async Task<(HttpStatusCode Status, string Body)> PushAsync(RunningTwin twin, string name, string? token, string body, bool gzip = false, bool expectContinue = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/ingest/{name}") { Content = new ByteArrayContent(gzip ? CloudServer.Gzip(body) : Encoding.UTF8.GetBytes(body)) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        // Refused before it is sent: else the connection may end while the client still writes, and the answer is lost.
        request.Headers.ExpectContinue = expectContinue;
        using var answer = await twin.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, RunningTwin twin)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Longest, $"{await twin.Http.GetStringAsync("/api/v1/sources")}\n{await twin.Http.GetStringAsync("/api/v1/status")}\n{twin.Output}");
            await Task.Delay(50);
        }
    }

    /// <summary>Objects of four accounts, each told of twice and in two shapes; some of their records by EventBridge before; poison between them.</summary>
    private async Task FillAsync(string bucket, string queue)
    {
        var messages = new List<string> { "neither this nor that", TrailRecords.S3Event(bucket, "logs/no-such-object.json.gz"), TrailRecords.S3Event(bucket, "logs/torn.json.gz") };
        await cloud.PutAsync(bucket, "logs/torn.json.gz", CloudServer.Gzip(TrailRecords.FileOf("o0", RecordsOfAnObject, AccountOf(0)))[..300]);
        for (var number = 0; number < Objects; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"o{number}");
            await cloud.PutAsync(bucket, $"logs/{name}.json.gz", CloudServer.Gzip(TrailRecords.FileOf(name, RecordsOfAnObject, AccountOf(number))));
            messages.Add(TrailRecords.S3Event(bucket, $"logs/{name}.json.gz"));
            messages.Insert(number / 2, TrailRecords.Enveloped(TrailRecords.TrailNotice(bucket, $"logs/{name}.json.gz")));
            if (number % 6 == 0)
            {
                messages.Insert(0, TrailRecords.BusRecord(TrailRecords.Record($"{name}-3", 3, AccountOf(number))));
            }
        }

        foreach (var message in messages)
        {
            await cloud.SendAsync(queue, message);
        }
    }

    private static string AccountOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{111122223330 + (number % 4)}");

    private string Config(string queue, string bucket)
    {
        File.WriteAllText(At("serve.json"), JsonSerializer.Serialize(new
        {
            Sources = new
            {
                Aws = new
                {
                    Queues = new[] { new { Url = queue, CloudServer.Region, Endpoint = cloud.Url } },
                    Backfills = new[] { new { Bucket = bucket, Prefix = "logs/", CloudServer.Region, Endpoint = cloud.Url } },
                },
                Limits = new { VisibilitySeconds = 4, LongPollSeconds = 1, RetrySeconds = 1, ReceivesMax = 2, ObjectsAtOnce = 2 },
            },
        }));
        return At("serve.json");
    }

    private string At(string name) => Path.Combine(_folder, name);
}
