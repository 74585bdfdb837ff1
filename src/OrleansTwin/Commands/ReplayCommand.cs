using System.CommandLine;
using OrleansTwin.Pipeline.Output;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sinks.Ocsf;

namespace OrleansTwin.Commands;

/// <summary><c>twin replay</c>: the whole pipeline over files (CONTRACTS).</summary>
internal static class ReplayCommand
{
    public static Command Create(TimeProvider clock)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files or folders of logs; the format is found from content.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "Folder of the result files.", DefaultValueFactory = static _ => "twin-out" };
        var data = new Option<string?>("--data") { Description = "Working store (default: .work in --out); the same command after a kill goes on from the last cut." };
        var engine = new Option<string>("--engine") { Description = "silo: grains, streams and cuts; local: sort and fold in one thread, the oracle.", DefaultValueFactory = static _ => "silo" };
        engine.AcceptOnlyFromAmong("silo", "local");
        var config = new Option<string?>("--config") { Description = "JSON with crownJewels (ARNs, patterns or tags) and accounts." };
        var intel = new Option<string[]>("--intel") { Description = "Indicators: one IP, CIDR or domain a line, CSV, STIX 2.1, MISP warning lists, MaxMind .mmdb; a file or a folder." };
        var rules = new Option<string[]>("--rules") { Description = "More Sigma rules: a file or a folder of .yml." };
        var snapshots = new Option<string[]>("--snapshot") { Description = InitialState.Help, HelpName = "PATH[@TIME]" };
        var noDefaults = new Option<bool>("--no-default-rules") { Description = "Leave out all bundled detection (rules, behaviour)." };
        var shuffle = new Option<int>("--shuffle-seconds") { Description = "Disturb the order of arrival within N seconds of event time." };
        var duplicates = new Option<int>("--duplicate-percent") { Description = "Send P % of the records twice." };
        var seed = new Option<long>("--seed") { Description = "Seed of the disturbance." };
        var batch = new Option<int>("--batch-events") { Description = "Records handed to an account's owner at once (1 to 10000).", DefaultValueFactory = static _ => 1_000 };
        var cut = new Option<int>("--cut-milliseconds") { Description = "Time between two cuts of an account (1 to 60000).", DefaultValueFactory = static _ => 2_000 };
        cut.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 60_000)
            {
                result.AddError("--cut-milliseconds takes a whole number from 1 to 60000.");
            }
        });
        batch.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000)
            {
                result.AddError("--batch-events takes a whole number from 1 to 10000.");
            }
        });
        var events = new Option<bool>("--events") { Description = "Also write events.jsonl." };
        var speed = new Option<string>("--speed") { Description = "max, or so many times as fast as the events happened (1x, 60x); the clock of all analysis is event time.", DefaultValueFactory = static _ => ReplaySpeed.Max };
        speed.Validators.Add(result =>
        {
            if (!ReplaySpeed.TryParse(result.GetValueOrDefault<string>() ?? string.Empty, out var times))
            {
                result.AddError(ReplaySpeed.Allowed);
            }
            else if (times is not null && result.GetValue(engine) == "local")
            {
                result.AddError("--speed is of --engine silo: the oracle sorts before it folds.");
            }
        });
        var lateness = new Option<string>("--lateness") { Description = "How far in event time records may overtake each other: within it the settled files are the same for every order of arrival; what comes later is counted as late (1s to 24h).", DefaultValueFactory = static _ => ReplayLateness.Default };
        lateness.Validators.Add(static result =>
        {
            if (!ReplayLateness.TryParse(result.GetValueOrDefault<string>() ?? string.Empty, out _))
            {
                result.AddError(ReplayLateness.Allowed);
            }
        });
        var format = new Option<string>("--format") { Description = "Of signals, alerts, incidents and events: native, or ocsf (OCSF 1.3.0 findings and API activity).", DefaultValueFactory = static _ => "native" };
        format.AcceptOnlyFromAmong("native", "ocsf");
        var force = new Option<bool>("--force") { Description = "Replace a finished result." };
        var command = new Command("replay", "Runs the whole pipeline over files and exits when everything is processed and durable.") { paths, output, data, engine, config, intel, rules, noDefaults, snapshots, shuffle, duplicates, seed, batch, cut, events, speed, lateness, format, force };
        command.SetAction((parsed, cancellationToken) => ReplayRun.RunAsync(
            new(
                parsed.GetValue(paths) ?? [],
                parsed.GetValue(output)!,
                parsed.GetValue(data),
                parsed.GetValue(engine)!,
                parsed.GetValue(config),
                parsed.GetValue(intel) ?? [],
                parsed.GetValue(rules) ?? [],
                parsed.GetValue(snapshots) ?? [],
                parsed.GetValue(noDefaults),
                new Disturbance(parsed.GetValue(shuffle), parsed.GetValue(duplicates), parsed.GetValue(seed)),
                parsed.GetValue(batch),
                TimeSpan.FromMilliseconds(parsed.GetValue(cut)),
                parsed.GetValue(events),
                SpeedOf(parsed.GetValue(speed)!),
                ReplayLateness.TryParse(parsed.GetValue(lateness)!, out var late) ? late : TimeSpan.Zero,
                parsed.GetValue(format) == "ocsf" ? new(OcsfFormat.Line, OcsfFormat.Line, OcsfFormat.Line, OcsfFormat.Line) : ResultLines.Native,
                parsed.GetValue(force)),
            clock,
            cancellationToken));
        return command;
    }

    private static double? SpeedOf(string text) => ReplaySpeed.TryParse(text, out var times) ? times : null;
}
