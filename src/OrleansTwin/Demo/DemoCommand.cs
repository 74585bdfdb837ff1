using System.CommandLine;

namespace OrleansTwin.Demo;

/// <summary><c>twin demo</c>: the bundled scenario, live (CONTRACTS).</summary>
internal static class DemoCommand
{
    public static Command Create(TimeProvider clock)
    {
        var seed = new Option<ulong>("--seed") { Description = "Varies times, volumes and who does what; the story stays.", DefaultValueFactory = static _ => 1 };
        var write = new Option<string?>("--write") { Description = "Only write the scenario's logs, configuration and indicators into this folder, for `twin replay`." };
        var command = new Command("demo", "Replays the bundled scenario: a week of ordinary work, then an attack.") { seed, write };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(write) is { } folder)
            {
                var written = DemoFolder.Write(folder, parsed.GetValue(seed));
                Console.WriteLine($"twin replay {written.Logs} --config {written.Config} --intel {written.Intel}");
            }

            return Task.FromResult(0);
        });
        return command;
    }
}
