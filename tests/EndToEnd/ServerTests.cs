using System.Net;
using System.Text.Json;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>What a server answers over HTTP: API, alert stream, pages, what it refuses.</summary>
public sealed class ServerTests : IDisposable
{
    private const string Role = "arn:aws:iam::111122223333:role/role-1";

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-").FullName;

    public ServerTests() => Story.Write(At("logs"));

    [Fact]
    public async Task Given_AnOpenedFolder_When_Asked_Then_ApiPagesAndStreamAnswer()
    {
        await using var twin = await RunningTwin.StartAsync("open", At("logs"));

        await EntitiesAsync(twin);
        await StreamAsync(twin);
        await RefusalsAsync(twin);
        await PagesAsync(twin);
    }

    [Fact]
    public async Task Given_AServerOnAWatchedFolder_When_FilesComeAndItIsRestarted_Then_EachIsReadOnceAndNoAlertIsLost()
    {
        Directory.CreateDirectory(At("watched"));
        File.WriteAllText(At("serve.json"), JsonSerializer.Serialize(new { Sources = new { Folders = new[] { At("watched") }, PollSeconds = 0.2 } }));
        string[] arguments = ["serve", "--config", At("serve.json"), "--data", At("data")];
        List<(long Seq, string Data)> before;
        await using (var twin = await RunningTwin.StartAsync(arguments))
        {
            File.Copy(At("logs/one.json"), At("watched/one.json"));
            before = await twin.AlertsAsync(null, 1);
            Assert.Equal(1, before[0].Seq);
            await RunningTwin.UntilAsync(async () => (await EventsAsync(twin)).Applied > 0 && File.ReadAllText(At("data/read.log")).Contains("one.json", StringComparison.Ordinal));
        }

        await using var again = await RunningTwin.StartAsync(arguments);
        var kept = await EventsAsync(again);
        Assert.True(kept.Applied > 0);
        Assert.Equal(0, kept.Copies);
        Assert.Equal(before[0], (await again.AlertsAsync(null, 1))[0]);

        File.Copy(At("logs/two.jsonl"), At("watched/two.jsonl"));
        await RunningTwin.UntilAsync(async () => (await EventsAsync(again)).Applied > kept.Applied);
        Assert.Equal(0, (await EventsAsync(again)).Copies);
    }

    [Fact]
    public async Task Given_WrongSettings_When_Served_Then_EveryProblemIsNamedWithItsKey()
    {
        File.WriteAllText(At("serve.json"), """{"Sources":{"Folders":["/no/such/folder"],"PollSeconds":"soon"},"Urls":["ftp://x"],"nonsense":1}""");

        var run = await Twin.RunAsync("serve", "--config", At("serve.json"), "--data", At("data"));

        Assert.Equal(2, run.Status);
        Assert.All(new[] { "Sources:Folders:0", "Sources:PollSeconds", "Urls", "nonsense" }, key => Assert.Contains(key, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_NoLog_When_Opened_Then_ASentenceSaysWhatToDo()
    {
        Directory.CreateDirectory(At("empty"));
        Directory.CreateDirectory(At("pictures"));
        File.WriteAllBytes(At("pictures/cat.png"), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

        foreach (var folder in new[] { "empty", "pictures" })
        {
            var run = await Twin.RunAsync("open", At(folder), "--urls", "http://127.0.0.1:0");

            Assert.Equal(2, run.Status);
            Assert.Contains("Give files or folders with CloudTrail records", run.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task EntitiesAsync(RunningTwin twin)
    {
        foreach (var id in new[] { Role, Uri.EscapeDataString(Role) })
        {
            using var entity = JsonDocument.Parse(await twin.Http.GetStringAsync($"/api/v1/entities/{id}"));
            Assert.Equal(Role, entity.RootElement.GetProperty("id").GetString());
            Assert.Equal(JsonValueKind.Object, entity.RootElement.GetProperty("config").ValueKind);
            foreach (var part in new[] { "history", "baseline", "relations", "access", "activity" })
            {
                Assert.True((await twin.Http.GetAsync($"/api/v1/entities/{id}/{part}")).IsSuccessStatusCode, part);
            }
        }

        var found = await twin.Http.GetStringAsync("/api/v1/entities?text=customers-1&max=5");
        Assert.Contains("table/customers-1", found, StringComparison.Ordinal);
        using var before = await twin.Http.GetAsync($"/api/v1/entities/{Role}?at=2019-01-01T00:00:00Z");
        Assert.Contains("unconfirmed", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task StreamAsync(RunningTwin twin)
    {
        var all = await twin.AlertsAsync(null, 4);
        var rest = await twin.AlertsAsync(all[1].Seq, 2);
        Assert.Equal(all[2..], rest);
        Assert.Equal([1, 2, 3, 4], all.Select(static alert => alert.Seq));
        Assert.All(all, static alert => Assert.True(JsonDocument.Parse(alert.Data).RootElement.GetProperty("revision").GetInt32() >= 1));
        using var gone = await twin.Http.GetAsync("/api/v1/alerts/stream?after=999999");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Equal(1, JsonDocument.Parse(await gone.Content.ReadAsStringAsync()).RootElement.GetProperty("oldest").GetInt64());
    }

    private static async Task RefusalsAsync(RunningTwin twin)
    {
        foreach (var (path, status) in new[]
        {
            ("/api/v1/entities/arn:aws:iam::1:role%2Fnobody", HttpStatusCode.NotFound), ("/api/v1/entities?max=0", HttpStatusCode.BadRequest),
            ("/api/v1/changes?from=yesterday", HttpStatusCode.BadRequest), ("/api/v1/alerts/stream?after=x", HttpStatusCode.BadRequest),
            ("/api/v1/incidents/none", HttpStatusCode.NotFound), ("/api/v1/nothing", HttpStatusCode.NotFound),
        })
        {
            using var answer = await twin.Http.GetAsync(path);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }

        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/report");
        rebound.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await twin.Http.SendAsync(rebound)).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/api/v1/incidents");
        foreign.Headers.Add("Origin", "http://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await twin.Http.SendAsync(foreign)).StatusCode);
    }

    private static async Task PagesAsync(RunningTwin twin)
    {
        using var incidents = JsonDocument.Parse(await twin.Http.GetStringAsync("/api/v1/incidents"));
        var id = incidents.RootElement.GetProperty("incidents")[0].GetProperty("id").GetString();
        Assert.Contains("\"paths\"", await twin.Http.GetStringAsync("/openapi/v1.json"), StringComparison.Ordinal);
        foreach (var path in new[] { "/report", "/incidents", $"/incidents/{id}", "/entities?text=role", $"/entity?id={Uri.EscapeDataString(Role)}", "/changes", "/health", "/_framework/blazor.web.js", "/_content/OrleansTwin.Web/twin.css" })
        {
            using var page = await twin.Http.GetAsync(path);
            Assert.True(page.IsSuccessStatusCode, $"{path}: {page.StatusCode}");
            Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', await page.Content.ReadAsStringAsync());
        }
    }

    private static async Task<(long Applied, long Copies)> EventsAsync(RunningTwin twin)
    {
        using var status = JsonDocument.Parse(await twin.Http.GetStringAsync("/api/v1/status"));
        var shards = status.RootElement.GetProperty("shards").EnumerateArray().ToList();
        return (shards.Sum(static shard => shard.GetProperty("eventsApplied").GetInt64()), shards.Sum(static shard => shard.GetProperty("duplicates").GetInt64()));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
