using System.IO.Compression;
using System.Text.Json;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>
/// The recorded hour of one account: the attacker's activity is one critical incident that holds most of the labelled events among its
/// steps, and nothing of the other person. Skipped where the recorded data is not beside the project.
/// </summary>
public sealed class RecordedHourTests(ITestOutputHelper output) : IDisposable
{
    private const string BenignUser = "user/benjamin";
    private const int Records = 2_900;

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
        var labelled = Labelled(hour).ToHashSet(StringComparer.Ordinal);
        var told = labelled.Count(events.Contains);
        var noisy = Evidence(settled["signals"], "medium", "high", "critical").Count(id => !labelled.Contains(id));
        output.WriteLine($"{told} of {labelled.Count} labelled events are steps; {noisy} of {Records - labelled.Count} others are evidence of medium or above");
        Assert.True(told >= 110, "of 126 labelled events at least 110 are steps");
        Assert.True(noisy <= (Records - labelled.Count) / 10, $"{noisy} unlabelled events carry a signal of medium or above");
        Assert.DoesNotContain(Benign(hour), events.Contains);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(27)]
    [InlineData(45)]
    public async Task Given_OneMiddleFile_When_EarlierOnesAreAdded_Then_WhatWasPossibleIsCertainOrWithdrawnAndNothingCertainFalls(int index)
    {
        var files = Directory.GetFiles(Hour(), "*.json.gz").Order(StringComparer.Ordinal).ToArray();
        var alone = await SettledAsync("alone", files[index]);
        var all = await SettledAsync("all", files[..(index + 1)]);

        Assert.DoesNotContain(Lines(alone["entities"]), static entity => entity.GetProperty("knowledge").GetProperty("complete").GetBoolean());
        Assert.DoesNotContain(Lines(alone["signals"]), static signal => Text(signal, "kind") == "behavior" && Text(signal, "severity") is "high" or "critical");
        var later = Lines(all["impacts"]).ToDictionary(static impact => Text(impact, "id"));
        foreach (var impact in Lines(alone["impacts"]))
        {
            if (Text(impact, "certainty") == "certain")
            {
                Assert.Equal("certain", Text(later[Text(impact, "id")], "certainty"));
                continue;
            }

            Assert.NotEmpty(impact.GetProperty("assumes").EnumerateArray());
            Assert.Contains(Text(impact, "severity"), new[] { "info", "low", "medium" });
        }
    }

    // The recorded benign set is of another account and year: moved into the hour, beside the attack.
    [Fact]
    public async Task Given_TheBenignSetWithinTheSameHour_When_ReplayedTogether_Then_ItRaisesNothingAndTheIncidentIsUnchanged()
    {
        var hour = Hour();
        var benign = Path.Combine(Path.GetDirectoryName(hour)!, "benign_opensearch_cloudtrail.jsonl");
        Assert.SkipUnless(File.Exists(benign), "the benign set is not beside the recorded hour");
        Directory.CreateDirectory(_folder);
        var moved = Path.Combine(_folder, "benign.jsonl");
        File.WriteAllLines(moved, File.ReadLines(benign).Select(static line => line.Replace("2021-12-02T22:1", "2023-07-10T12:1", StringComparison.Ordinal)));
        var account = Text(JsonDocument.Parse(File.ReadLines(moved).First()).RootElement, "recipientAccountId");

        var attack = await SettledAsync("attack", hour);
        var together = await SettledAsync("together", hour, moved);

        Assert.Contains(Lines(together["entities"]), entity => Text(entity, "account") == account);
        Assert.DoesNotContain(Lines(together["signals"]), signal => signal.GetRawText().Contains(account, StringComparison.Ordinal) && Text(signal, "severity") is not ("info" or "low"));
        Assert.DoesNotContain(account, together["alerts"], StringComparison.Ordinal);
        Assert.Equal(attack["incidents"], together["incidents"]);
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

    private async Task<Dictionary<string, string>> SettledAsync(string name, params string[] paths)
    {
        var run = await Twin.RunAsync(["replay", .. paths, "--engine", "local", "--out", Path.Combine(_folder, name)]);
        Assert.True(run.Status == 0, run.Error);
        return Twin.Settled(Path.Combine(_folder, name));
    }

    private static IEnumerable<JsonElement> Lines(string file) => file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static HashSet<string> Evidence(string signals, params string[] severities) =>
        [.. signals.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)
            .Where(signal => severities.Contains(signal.GetProperty("severity").GetString()))
            .SelectMany(static signal => signal.GetProperty("evidence").EnumerateArray()).Select(static id => id.GetString()!)];

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
