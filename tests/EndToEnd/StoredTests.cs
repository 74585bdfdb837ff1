namespace OrleansTwin.Tests.EndToEnd;

/// <summary>Questions to the twin that a replay left in its folder.</summary>
public sealed class StoredTests : IDisposable
{
    private const string Deny = """{"policy":"scp","name":"no-trails","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"cloudtrail:*","Resource":"*"}]}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-").FullName;

    public StoredTests() => Story.Write(At("logs"));

    [Fact]
    public async Task Given_AReplayThatKeptAll_When_AskedWhatIf_Then_ItsFolderAnswersAsTheLogsDo()
    {
        await File.WriteAllTextAsync(At("change.json"), Deny, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Twin.RunAsync("replay", At("logs"), "--out", At("out"), "--events")).Status);

        var logs = await Twin.RunAsync("what-if", "--logs", At("logs"), "--change", At("change.json"), "--history", "30d");
        var data = await Twin.RunAsync("what-if", "--data", At("out"), "--change", At("change.json"), "--history", "30d");

        Assert.Contains("StopLogging", logs.Output, StringComparison.Ordinal);
        Assert.Equal(logs, data);
    }

    [Fact]
    public async Task Given_AReplay_When_AskedForItsBlindSpots_Then_TheMapNamesItsSource()
    {
        Assert.Equal(0, (await Twin.RunAsync("replay", At("logs"), "--out", At("out"))).Status);

        var coverage = await Twin.RunAsync("coverage", "--data", At("out"));

        Assert.Equal(0, coverage.Status);
        Assert.Contains("\"kind\":\"source\"", coverage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_AFolderWithoutATwin_When_Asked_Then_ItSaysWhatToGive()
    {
        var run = await Twin.RunAsync("coverage", "--data", _folder);

        Assert.Equal(2, run.Status);
        Assert.Contains("holds no twin", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);
}
