using System.CommandLine;

namespace OrleansTwin.Demo;

/// <summary><c>twin demo</c>: the bundled scenario, live (CONTRACTS).</summary>
internal static class DemoCommand
{
    private const double SpeedMin = 0.1;
    private const double SpeedMax = 1_000;

    public static Command Create(TimeProvider clock)
    {
        var data = new Option<string?>("--data") { Description = "Folder to write into; it must be new or empty (default: a new folder among the temporary ones, removed at the end)." };
        var urls = new Option<string[]>("--urls") { Description = "Address to serve on (default: http://127.0.0.1:5080, or a free port where that is taken)." };
        var seed = new Option<ulong>("--seed") { Description = "Varies times, volumes and who does what; the story stays.", DefaultValueFactory = static _ => 1 };
        var speed = new Option<double>("--speed") { Description = "How many times as fast as made for watching (0.1 to 1000).", DefaultValueFactory = static _ => 1 };
        speed.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= SpeedMin and <= SpeedMax))
            {
                result.AddError(FormattableString.Invariant($"--speed takes a number from {SpeedMin} to {SpeedMax}."));
            }
        });
        var exit = new Option<bool>("--exit") { Description = "End when the scenario has been played; exit status 4 when it gave no critical incident." };
        var write = new Option<string?>("--write") { Description = "Only write the scenario's logs, configuration and indicators into this folder, for `twin replay`." };
        var command = new Command("demo", "Plays the bundled scenario live: an estate is built, a week of ordinary work passes, then an attack.") { data, urls, seed, speed, exit, write };
        command.SetAction((parsed, cancellationToken) => DemoRun.RunAsync(
            new(parsed.GetValue(data), parsed.GetValue(urls) ?? [], parsed.GetValue(seed), parsed.GetValue(speed), parsed.GetValue(exit), parsed.GetValue(write)),
            clock,
            cancellationToken));
        return command;
    }
}
