namespace OrleansTwin.Tests.EndToEnd;

/// <summary>Any way a replay may run ends in the bytes of the oracle.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twin-").FullName;

    public ReplayTests() => Story.Write(Logs);

    private string Logs => At("logs");

    [Fact]
    public async Task Given_AStory_When_RunThroughTheSilo_Then_ItEndsAsTheOracleAndEntitiesAreGrains()
    {
        var oracle = await OracleAsync();
        Assert.Contains("loggingDisabled", oracle["impacts"], StringComparison.Ordinal);
        Assert.NotEmpty(oracle["incidents"]);

        Assert.Equal(0, (await Twin.RunAsync("replay", Logs, "--out", At("silo"))).Status);

        Assert.Equal(oracle, Twin.Settled(At("silo")));
        var summary = System.Text.Json.JsonDocument.Parse(File.ReadAllText(At("silo/summary.json"))).RootElement;
        Assert.True(summary.GetProperty("activations").GetInt64() >= summary.GetProperty("entities").GetInt64());
        Assert.True(summary.GetProperty("latencyMicros").GetProperty("max").GetInt64() > 0);
        JournalTellsTheAlerts(oracle["alerts"]);
    }

    // Numbered without a gap; the last revision of each alert is the settled one; each stage ends after the one before.
    private void JournalTellsTheAlerts(string settled)
    {
        var last = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var seq = 0L;
        foreach (var entry in File.ReadLines(At("silo/journal.jsonl")).Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement))
        {
            Assert.Equal(++seq, entry.GetProperty("seq").GetInt64());
            var alert = entry.GetProperty("alert");
            last[alert.GetProperty("id").GetString()!] = entry.GetProperty("state").GetString() == "retracted" ? "retracted" : alert.GetProperty("severity").GetString()!;
            if (entry.TryGetProperty("latencyMicros", out var latency))
            {
                long[] stages = [.. new[] { "parsed", "twin", "decided", "synced", "published" }.Select(stage => latency.GetProperty(stage).GetInt64())];
                Assert.Equal(stages.Order(), stages);
            }
        }

        var alerts = settled.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement);
        Assert.Equal(
            alerts.Select(static alert => (alert.GetProperty("id").GetString()!, alert.GetProperty("severity").GetString()!)).Order(),
            last.Where(static pair => pair.Value != "retracted").Select(static pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public async Task Given_TheEventsPlayedByTheirTime_When_RunThroughTheSilo_Then_ItEndsAsTheOracle()
    {
        Assert.Equal(0, (await Twin.RunAsync("replay", Logs, "--out", At("silo"), "--speed", "100000x")).Status);

        Assert.Equal(await OracleAsync(), Twin.Settled(At("silo")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Given_AnotherOrderOfArrivalAndCopies_When_RunThroughTheSilo_Then_ItEndsAsTheOracle(int seed)
    {
        var run = await Twin.RunAsync("replay", Logs, "--out", At("silo"), "--shuffle-seconds", "900", "--duplicate-percent", "20", "--seed", $"{seed}", "--batch-events", "7");

        Assert.Equal(0, run.Status);
        Assert.DoesNotContain(" 0 duplicates", run.Output, StringComparison.Ordinal);
        Assert.Equal(await OracleAsync(), Twin.Settled(At("silo")));
    }

    [Fact]
    public async Task Given_AStoreWithACut_When_RunAgain_Then_ItGoesOnFromThereAndEndsAsTheOracle()
    {
        Assert.Equal(0, (await Twin.RunAsync("replay", Logs, "--out", At("first"), "--data", At("store"))).Status);

        var again = await Twin.RunAsync("replay", Logs, "--out", At("second"), "--data", At("store"));

        Assert.True(again.Status == 0, again.Error);
        Assert.Contains("goes on from record", again.Output, StringComparison.Ordinal);
        Assert.Equal(await OracleAsync(), Twin.Settled(At("second")));
    }

    [Fact]
    public async Task Given_ARunKilledWhileItWorks_When_TheSameCommandIsGivenAgain_Then_ItEndsAsTheOracle()
    {
        var cuts = At("silo/.work/cuts");
        await Twin.RunAsync(() => Directory.Exists(cuts), "replay", Logs, "--out", At("silo"));
        Assert.False(File.Exists(At("silo/summary.json")), "the run ended before it was killed");

        var again = await Twin.RunAsync("replay", Logs, "--out", At("silo"));

        Assert.True(again.Status == 0, again.Error);
        Assert.Equal(await OracleAsync(), Twin.Settled(At("silo")));
    }

    [Fact]
    public async Task Given_AStoreOfAnotherInput_When_Run_Then_ItIsRefusedAndForceBeginsAnew()
    {
        await Twin.RunAsync("replay", At("logs/one.json"), "--out", At("silo"), "--data", At("store"));

        var refused = await Twin.RunAsync("replay", Logs, "--out", At("other"), "--data", At("store"));
        var forced = await Twin.RunAsync("replay", Logs, "--out", At("other"), "--data", At("store"), "--force");

        Assert.Equal(2, refused.Status);
        Assert.Contains("belongs to another input", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, forced.Status);
        Assert.Equal(await OracleAsync(), Twin.Settled(At("other")));
    }

    [Fact]
    public async Task Given_PathsRelativeToTheUser_When_RunAsReadmeSays_Then_TheyAreFoundAndWrittenThere()
    {
        var run = await Twin.RunProjectAsync(_folder, "replay", "logs", "--engine", "local", "--out", "out");

        Assert.True(run.Status == 0, run.Error);
        Assert.True(File.Exists(At("out/summary.json")));
    }

    [Fact]
    public async Task Given_SnapshotsBeforeAndWithinTheLogs_When_RunThroughTheSiloInDisorder_Then_ItEndsAsTheOracleAndTheirEntitiesAreKnownWhole()
    {
        Directory.CreateDirectory(At("before"));
        File.WriteAllText(At("before/details.json"), Details("ReadOnlyAccess"));
        File.WriteAllText(At("later.json"), Details("AdministratorAccess"));
        string[] snapshots = ["--snapshot", At("before"), "--snapshot", At("later.json") + "@2024-01-01T00:00:00Z"];

        Assert.Equal(0, (await Twin.RunAsync(["replay", Logs, "--out", At("oracle"), "--engine", "local", .. snapshots])).Status);
        var run = await Twin.RunAsync(["replay", Logs, "--out", At("silo"), "--shuffle-seconds", "900", "--duplicate-percent", "10", "--seed", "4", "--lateness", "30m", .. snapshots]);

        Assert.Equal(0, run.Status);
        var oracle = Twin.Settled(At("oracle"));
        Assert.Equal(oracle, Twin.Settled(At("silo")));
        var role = oracle["entities"].Split('\n').Single(static line => line.StartsWith("{\"id\":\"arn:aws:iam::999988887777:role/app\"", StringComparison.Ordinal));
        Assert.Contains("\"complete\":true", role, StringComparison.Ordinal);
        Assert.Contains("policy/AdministratorAccess", role, StringComparison.Ordinal);
        Assert.DoesNotContain("policy/ReadOnlyAccess", role, StringComparison.Ordinal);
        Assert.DoesNotContain("firstSeen", role, StringComparison.Ordinal);
    }

    private static string Details(string policy) =>
        $$$"""
        {"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{"Path":"/","RoleName":"app","RoleId":"AROAAPP","Arn":"arn:aws:iam::999988887777:role/app",
        "AssumeRolePolicyDocument":{"Statement":[]},"InstanceProfileList":[],"RolePolicyList":[],"AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::aws:policy/{{{policy}}}"}]}]}
        """;

    [Fact]
    public async Task Given_NoLog_When_Run_Then_ASentenceSaysWhatToDo()
    {
        Directory.CreateDirectory(At("empty"));

        var run = await Twin.RunAsync("replay", At("empty"), "--out", At("out"));

        Assert.Equal(2, run.Status);
        Assert.Contains("No log was found", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_WrongConfigRulesAndIntel_When_Run_Then_EveryProblemIsToldAtOnceWithItsPlace()
    {
        File.WriteAllText(At("config.json"), """{"crownJewels":["", {"tag":"data","level":"huge"}],"jewel":1}""");
        File.WriteAllText(At("bad.yml"), "title: no detection\nlogsource: {product: aws, service: cloudtrail}\n");

        var run = await Twin.RunAsync("replay", Logs, "--out", At("out"), "--config", At("config.json"), "--rules", At("bad.yml"), "--intel", At("nowhere.txt"));

        Assert.Equal(2, run.Status);
        Assert.All(["crownJewels[0]", "crownJewels[1]: level `huge`", "`jewel` is no key", "bad.yml", "nowhere.txt"], place => Assert.Contains(place, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_ARuleOfTheUsersOwn_When_RunWithoutTheBundledOnes_Then_ItAloneSpeaksBesideImpacts()
    {
        File.WriteAllText(At("own.yml"), "title: Logging stopped\nname: own.stop\nlogsource: {product: aws, service: cloudtrail}\ndetection: {selection: {eventName: StopLogging}, condition: selection}\nlevel: high\n");

        Assert.Equal(0, (await Twin.RunAsync("replay", Logs, "--out", At("out"), "--rules", At("own.yml"), "--no-default-rules")).Status);

        var rules = Twin.Settled(At("out"))["signals"].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString()).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["own.stop", "twin.impact.change"], rules);
    }

    [Fact]
    public async Task Given_HostileValues_When_Told_Then_TheTerminalGetsNoControlCharacter() =>
        Assert.DoesNotContain('\u001b', (await Twin.RunAsync("replay", Logs, "--engine", "local", "--out", At("out"))).Output);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private async Task<Dictionary<string, string>> OracleAsync()
    {
        Assert.Equal(0, (await Twin.RunAsync("replay", Logs, "--engine", "local", "--out", At("oracle"))).Status);
        return Twin.Settled(At("oracle"));
    }
}
