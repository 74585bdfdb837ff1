using System.Globalization;
using Orleans;
using OrleansTwin.Demo.Scenario;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Hosting;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Demo;

/// <summary>
/// Tells on the terminal what passes: chapters of the scenario, and what the twin says of them, asked of the same grains as the pages ask.
/// </summary>
internal sealed class DemoNarrator(TwinServer server, TimeProvider clock, long started)
{
    private const int AlertsAtOnce = 50;

    private static readonly TimeSpan AlertWait = TimeSpan.FromSeconds(5);

    // Two tasks tell: the first to see it says it.
    private int _critical;

    public void Welcome(string folder)
    {
        foreach (var address in server.Addresses)
        {
            Console.WriteLine($"Incidents:     {address}/incidents");
            Console.WriteLine($"Alert stream:  {address}/api/v1/alerts/stream");
        }

        Console.WriteLine($"Writing into {folder}");
    }

    public static void Begin(DemoChapter chapter) => Say(chapter.From < DemoScenario.Built ? DemoScenario.Built : chapter.From, chapter.Text);

    /// <summary>What was looked at and left alone, after a chapter in which nothing is an attack. Everything of the chapter is settled.</summary>
    public Task EndAsync(DemoChapter chapter, CancellationToken cancellationToken) =>
        chapter.IsOrdinary ? TellSilentAsync(chapter, cancellationToken) : Task.CompletedTask;

    /// <summary>Every revision of the alert journal, as it is written; incidents are asked for after each.</summary>
    public async Task TellAlertsAsync(CancellationToken cancellationToken)
    {
        var feed = server.Grains.GetGrain<IAlertFeedGrain>(ShardId.DefaultTenant);
        long after = 0;
        try
        {
            while (true)
            {
                var page = await feed.ReadAsync(after, AlertsAtOnce, AlertWait, cancellationToken);
                foreach (var entry in page.Entries)
                {
                    after = entry.Seq;
                    Say(entry.Alert.Time, $"alert {entry.Seq} {entry.State.ToString().ToLowerInvariant()}, {entry.Alert.Severity.ToString().ToLowerInvariant()}: {entry.Alert.Title}");
                }

                if (page.Entries.Count > 0)
                {
                    await TellIncidentsAsync(cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The scenario is over or somebody ended it.
        }
    }

    /// <summary>What it came to; whether there is a critical incident.</summary>
    public async Task<bool> EndAsync(CancellationToken cancellationToken)
    {
        await TellIncidentsAsync(cancellationToken);
        var tenant = server.Grains.GetGrain<ITenantTwinGrain>(ShardId.DefaultTenant);
        foreach (var head in (await tenant.IncidentsAsync(cancellationToken)).Incidents)
        {
            if (await tenant.IncidentAsync(head.Id, null, cancellationToken) is { Summary: { } summary } incident)
            {
                Console.WriteLine();
                Console.WriteLine(HostileText.Plain(summary.Headline));
                foreach (var sentence in summary.Sentences)
                {
                    Console.WriteLine($"  {HostileText.Plain(sentence.Text, 2_000)}");
                }

                foreach (var address in server.Addresses)
                {
                    Console.WriteLine($"{address}/incidents/{incident.Id}");
                }
            }
        }

        return _critical != 0;
    }

    private async Task TellIncidentsAsync(CancellationToken cancellationToken)
    {
        if (_critical != 0)
        {
            return;
        }

        var list = await server.Grains.GetGrain<ITenantTwinGrain>(ShardId.DefaultTenant).IncidentsAsync(cancellationToken);
        if (list.Incidents.FirstOrDefault(static head => head.Severity == Severity.Critical) is { } head && Interlocked.Exchange(ref _critical, 1) == 0)
        {
            Say(head.LastSeen, $"CRITICAL INCIDENT: {head.Title} ({clock.GetElapsedTime(started).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s after the start)");
            foreach (var address in server.Addresses)
            {
                Console.WriteLine($"{address}/incidents/{head.Id}");
            }
        }
    }

    private async Task TellSilentAsync(DemoChapter chapter, CancellationToken cancellationToken)
    {
        var shard = new ShardId(ShardId.DefaultTenant, Cloud.Aws, DemoNames.Account).ToString();
        var world = await server.Grains.GetGrain<IShardOwnerGrain>(shard).SettledAsync(cancellationToken);
        foreach (var signal in world.Signals.Where(signal => chapter.Holds(signal.Time) && signal.Severity < Severity.Medium))
        {
            Say(signal.Time, $"looked at and left alone ({signal.Severity.ToString().ToLowerInvariant()}): {signal.Explanation.Text} Expected: {signal.Explanation.Expected}.");
        }
    }

    private static void Say(DateTimeOffset at, string text) =>
        Console.WriteLine($"{at.UtcDateTime.ToString("ddd dd MMM HH:mm:ss", CultureInfo.InvariantCulture)}  {HostileText.Plain(text, 1_000)}");
}
