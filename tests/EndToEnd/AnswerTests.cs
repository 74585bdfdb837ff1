namespace OrleansTwin.Tests.EndToEnd;

/// <summary>Commands that answer and end, as a user's script calls them.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task Given_AWrongCommandLine_When_Run_Then_ItEndsWithTwoAndTellsOnTheErrorStream()
    {
        var run = await Twin.RunAsync("network", "reach", "--from", "internet", "--to", "10.0.0.1");

        Assert.Equal(2, run.Status);
        Assert.Contains("--snapshot", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_ASeries_When_Run_Then_TheScoresComeOutOfThePipe()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "timestamp,value\n2026-01-01 00:00:00,1\n", TestContext.Current.CancellationToken);

        var run = await Twin.RunAsync("detect", "series", "--in", path);

        File.Delete(path);
        Assert.Equal((0, "timestamp,value,anomaly_score\n2026-01-01 00:00:00,1,0\n", ""), run);
    }
}
