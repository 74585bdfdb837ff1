using System.Text.Json;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>The demo as a user starts it, only faster.</summary>
[Collection(DemoLooks.Name)]
public sealed class DemoTests(DemoServer demo)
{
    [Fact]
    public async Task Given_TheDemo_When_Started_Then_TheApiShowsOneCriticalIncidentAndTheStreamItsAlerts()
    {
        using var list = JsonDocument.Parse(await demo.Twin.Http.GetStringAsync("/api/v1/incidents"));
        Assert.Contains(list.RootElement.GetProperty("incidents").EnumerateArray(), static incident => incident.GetProperty("severity").GetString() == "critical");
        Assert.Contains("key from Tor read customers", list.RootElement.ToString(), StringComparison.Ordinal);
        Assert.Contains((await demo.Twin.AlertsAsync(null, 6)), static alert => alert.Data.Contains("hostile address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_TheDemo_When_AskedToExit_Then_ItTellsTheIncidentAndTheNearMissAndEndsByItself()
    {
        var run = await Twin.RunAsync("demo", "--speed", "50", "--exit", "--seed", "3", "--urls", "http://127.0.0.1:0");

        Assert.True(run.Status == 0, run.Error + run.Output);
        Assert.Contains("CRITICAL INCIDENT", run.Output, StringComparison.Ordinal);
        Assert.Contains("looked at and left alone", run.Output, StringComparison.Ordinal);
    }
}
