namespace OrleansTwin.Tests.EndToEnd;

/// <summary>One running demo for all tests that only look at it, started when the first asks, with the critical incident told.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    internal RunningTwin Twin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Twin = await RunningTwin.StartAsync("demo", "--speed", "40");
        await Twin.TellsAsync("Everything has been played.");
    }

    public async ValueTask DisposeAsync() => await Twin.DisposeAsync();
}
