using System.CommandLine;

namespace OrleansTwin.Commands;

/// <summary><c>twin serve</c>: the server (CONTRACTS).</summary>
internal static class ServeCommand
{
    public static Command Create(TimeProvider clock)
    {
        var config = new Option<string?>("--config") { Description = "JSON with Sources (Folders, PollSeconds, Aws:Queues, Aws:Backfills, Kafka, Http, Limits: src/OrleansTwin.Sources/README.md), Urls, Data, Gateway, History (KeepAllEvents), Intel, Rules, crownJewels and accounts. appsettings.json and the environment (Sources__Folders__0) are read before it." };
        var data = new Option<string?>("--data") { Description = "Folder of the store; a server goes on with what it finds there (default: twin-data)." };
        var urls = new Option<string[]>("--urls") { Description = $"Address to serve on (default: {ListenUrls.Default})." };
        var gateway = new Option<string?>("--gateway") { Description = "Port on loopback for .NET clients (Orleans) of other processes; 0 takes a free one (default: none). Who connects may call every grain." };
        var command = new Command("serve", "Runs the server: reads folders, queues and receivers of logs, keeps the twin, raises alerts, serves API and pages.") { config, data, urls, gateway };
        command.SetAction((parsed, cancellationToken) => ServeRun.RunAsync(new(parsed.GetValue(config), parsed.GetValue(data), parsed.GetValue(urls) ?? [], parsed.GetValue(gateway)), clock, cancellationToken));
        return command;
    }
}
