using System.CommandLine;

namespace OrleansTwin.Commands;

/// <summary><c>twin open</c>: reads files and serves what was found over loopback (CONTRACTS).</summary>
internal static class OpenCommand
{
    public static Command Create(TimeProvider clock)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files or folders of logs; the format is found from content.", Arity = ArgumentArity.OneOrMore };
        var data = new Option<string?>("--data") { Description = "Folder to write into; it must be new or empty (default: a new folder among the temporary ones, removed at the end)." };
        var urls = new Option<string[]>("--urls") { Description = "Address to serve on (default: http://127.0.0.1:5080, or a free port where that is taken)." };
        var config = new Option<string?>("--config") { Description = "JSON with crownJewels (ARNs, patterns or tags) and accounts." };
        var intel = new Option<string[]>("--intel") { Description = "Indicators: one IP, CIDR or domain a line, CSV, STIX 2.1, MISP warning lists, MaxMind .mmdb; a file or a folder." };
        var rules = new Option<string[]>("--rules") { Description = "More Sigma rules: a file or a folder of .yml." };
        var snapshots = new Option<string[]>("--snapshot") { Description = InitialState.Help, HelpName = "PATH[@TIME]" };
        var noDefaults = new Option<bool>("--no-default-rules") { Description = "Leave out all bundled detection (rules, behaviour)." };
        var command = new Command("open", "Reads log files and serves the first report and the incidents on this machine. Sends nothing off it.") { paths, data, urls, config, intel, rules, noDefaults, snapshots };
        command.SetAction((parsed, cancellationToken) => OpenRun.RunAsync(
            new(parsed.GetValue(paths) ?? [], parsed.GetValue(data), parsed.GetValue(urls) ?? [], parsed.GetValue(config), parsed.GetValue(intel) ?? [], parsed.GetValue(rules) ?? [], parsed.GetValue(noDefaults), parsed.GetValue(snapshots) ?? []),
            clock,
            cancellationToken));
        return command;
    }
}
