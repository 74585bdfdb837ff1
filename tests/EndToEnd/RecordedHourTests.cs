using System.IO.Compression;
using System.Text.Json;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>
/// The recorded hour of one account: the attacker's activity is one critical incident that holds most of the labelled events among its
/// steps, and nothing of the other person. Skipped where the recorded data is not beside the project.
/// </summary>
public sealed class RecordedHourTests : IDisposable
{
    private const string BenignUser = "user/benjamin";

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-").FullName;

    [Fact]
    public async Task Given_TheRecordedHour_When_Replayed_Then_OneCriticalIncidentHoldsTheLabelledEvents()
    {
        var hour = Hour();
        var run = await Twin.RunAsync("replay", hour, "--engine", "local", "--out", Path.Combine(_folder, "out"));
        Assert.True(run.Status == 0, run.Error);
        var settled = Twin.Settled(Path.Combine(_folder, "out"));
        Assert.Empty(settled["dead-letters"]);

        var critical = Assert.Single(settled["incidents"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement), static incident => incident.GetProperty("severity").GetString() == "critical");
        var events = critical.GetProperty("steps").EnumerateArray().SelectMany(static step => step.GetProperty("events").EnumerateArray()).Select(static id => id.GetString()!).ToHashSet();
        Assert.True(Labelled(hour).Count(events.Contains) >= 110, "of 126 labelled events at least 110 are steps");
        Assert.DoesNotContain(Benign(hour), events.Contains);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Hour()
    {
        var named = Environment.GetEnvironmentVariable("ORLEANSTWIN_DATA");
        for (var folder = named is null ? new DirectoryInfo(AppContext.BaseDirectory) : null; folder is not null && named is null; folder = folder.Parent)
        {
            var beside = Path.Combine(folder.FullName, "shared", "data");
            named = Directory.Exists(beside) ? beside : null;
        }

        var hour = named is null ? null : Path.Combine(named, "aws", "invictus");
        Assert.SkipUnless(Directory.Exists(hour), "the recorded hour is not beside the project: set ORLEANSTWIN_DATA to its folder");
        return hour!;
    }

    private static IEnumerable<string> Labelled(string hour)
    {
        using var labels = JsonDocument.Parse(File.ReadAllText(Path.Combine(hour, "labels_detonation.json")));
        return [.. labels.RootElement.EnumerateArray().Select(static label => label.GetProperty("eventID").GetString()!)];
    }

    private static IEnumerable<string> Benign(string hour)
    {
        foreach (var file in Directory.EnumerateFiles(hour, "*.json.gz"))
        {
            using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var records = JsonDocument.Parse(stream);
            foreach (var record in records.RootElement.GetProperty("Records").EnumerateArray().Where(static record => record.GetProperty("userIdentity").GetRawText().Contains(BenignUser, StringComparison.Ordinal)))
            {
                yield return record.GetProperty("eventID").GetString()!;
            }
        }
    }
}
