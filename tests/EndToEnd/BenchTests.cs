using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary><c>twin bench</c>, small: what it says it did, and that the load is what the scenario says. No figure is judged.</summary>
public sealed class BenchTests
{
    private const int Events = 3_000;

    [Fact]
    public async Task Given_ASmallLoadOfObjects_When_Measured_Then_TheFiguresNameWhatWasDone()
    {
        using var folder = new Scratch();
        var figures = await RunAsync(folder, "--scenario", "objects");
        Assert.Equal("objects", figures.GetProperty("scenario").GetString());
        Assert.Equal(Events, figures.GetProperty("events").GetInt64());
        foreach (var field in new[] { "eventsPerSecond", "cpuMicrosPerEvent", "grainCallsPerEvent", "activations", "entities", "recoverySeconds", "bytesPerEntity" })
        {
            Assert.True(figures.GetProperty(field).GetDouble() > 0, field);
        }

        Assert.True(figures.GetProperty("activations").GetInt64() >= figures.GetProperty("entities").GetInt64());
        Assert.True(figures.GetProperty("cut").GetProperty("count").GetInt64() > 0);
        Assert.Contains("parse", figures.GetProperty("stages").EnumerateArray().Select(static stage => stage.GetProperty("name").GetString()));

        var objects = Directory.EnumerateFiles(Path.Combine(folder.Path, "work", "load", "run"), "*.json.gz", SearchOption.AllDirectories).Select(Read).ToList();
        var records = objects.SelectMany(static one => one).ToList();
        Assert.Equal(Events, records.Select(static record => record.GetProperty("eventID").GetString()).Distinct().Count());
        Assert.All(objects.OrderByDescending(static one => one.Count).SkipLast(1), static one => Assert.InRange(one.Count, 20, 400));
        Assert.InRange(records.Count(static record => !record.GetProperty("readOnly").GetBoolean()) * 100 / Events, 17, 23);
        Assert.True(objects.Select(static one => one[0].GetProperty("recipientAccountId").GetString()).Distinct().Count() > 1);
    }

    [Fact]
    public async Task Given_ALoadThatComesSingly_When_Measured_Then_LatencyCountsFromWhenItWasDue()
    {
        using var folder = new Scratch();
        var figures = await RunAsync(folder, "--scenario", "trickle");
        Assert.Equal(Events, figures.GetProperty("events").GetInt64());
        if (figures.TryGetProperty("latencyMicros", out var latency))
        {
            Assert.Equal("due", latency.GetProperty("from").GetString());
            Assert.True(latency.GetProperty("p50").GetInt64() > 0);
        }
        else
        {
            Assert.Contains(figures.GetProperty("notMeasured").EnumerateArray(), static missing => missing.GetString()!.StartsWith("latencyMicros", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Given_NeitherScenarioNorFiles_When_Measured_Then_ItSaysWhatToGive()
    {
        var (status, _, error) = await Twin.RunAsync("bench", "--out", "x.json");
        Assert.NotEqual(0, status);
        Assert.Contains("--scenario or --cases", error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> RunAsync(Scratch folder, params string[] load)
    {
        var file = Path.Combine(folder.Path, "figures.json");
        var (status, output, error) = await Twin.RunAsync(
            ["bench", .. load, "--seconds", "1", "--rate", Events.ToString(CultureInfo.InvariantCulture), "--entities", "1000", "--work", Path.Combine(folder.Path, "work"), "--out", file]);
        Assert.True(status == 0, output + error);
        return JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).RootElement;
    }

    private static List<JsonElement> Read(string path)
    {
        using var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return [.. JsonDocument.Parse(zip).RootElement.GetProperty("Records").EnumerateArray()];
    }

    private sealed class Scratch : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("twin-bench-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
