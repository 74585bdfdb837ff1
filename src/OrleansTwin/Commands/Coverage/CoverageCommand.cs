using System.CommandLine;
using OrleansTwin.Commands.Answers;

namespace OrleansTwin.Commands.Coverage;

/// <summary><c>twin coverage</c>: what of the estate is logged, what comes and how late, and which techniques would be seen.</summary>
internal static class CoverageCommand
{
    public static Command Create(IStoredEstates? stored)
    {
        var logs = new Argument<string[]>("PATH") { Description = "Logs, as for replay: what came is proof that it comes.", Arity = ArgumentArity.ZeroOrMore };
        var snapshot = SnapshotFiles.Option();
        snapshot.Required = false;
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Data folder of a server (it may be running), or of a replay: the twin as of its last cut, in place of logs and snapshots." };
        var config = new Option<string?>("--config") { HelpName = "FILE", Description = "JSON with crownJewels (ARNs, patterns or tags) and accounts." };
        var rules = new Option<string[]>("--rules") { HelpName = "PATH", Description = "More Sigma rules, repeatable: files, or folders with .yml and .yaml." };
        var output = AnswerCommands.Out();
        var command = new Command("coverage", "The blind-spot map: logs that are set up, what came and how late, each crown jewel and network (in seconds, in minutes, only the change, not at all, not known), techniques whose rules get their records, with the setting that would change it.") { logs, snapshot, data, config, rules, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            var asked = new EstateQuestion(parsed.GetValue(logs) ?? [], parsed.GetValue(snapshot) ?? [], parsed.GetValue(config), parsed.GetValue(rules) ?? []) { Data = parsed.GetValue(data) };
            return Task.FromResult(AnswerRun.Guard(streams, () => CoverageRun.Run(asked, stored, parsed.GetValue(output), streams)));
        });
        return command;
    }
}
