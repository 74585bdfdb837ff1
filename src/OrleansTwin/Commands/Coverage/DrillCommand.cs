using System.CommandLine;
using OrleansTwin.Commands.Answers;

namespace OrleansTwin.Commands.Coverage;

/// <summary><c>twin drill</c>: an attack as records, on a fork: what would be raised, how late, and what is blind.</summary>
internal static class DrillCommand
{
    public static Command Create()
    {
        var logs = new Argument<string[]>("PATH") { Description = "Logs, as for replay: the past that the drill is judged against, and proof of what comes.", Arity = ArgumentArity.ZeroOrMore };
        var snapshot = SnapshotFiles.Option();
        snapshot.Required = false;
        var technique = new Option<string?>("--technique") { HelpName = "ID", Description = "ATT&CK technique such as T1098 or T1098.001: the must-fire events of its rules, in each account of the estate." };
        technique.Validators.Add(static result =>
        {
            var text = result.GetValueOrDefault<string?>();
            if (text is not null && !DrillRun.IsTechnique(text))
            {
                result.AddError($"--technique: `{text}` is no technique; allowed are T1234 and T1234.001.");
            }
        });
        var path = new Option<string[]>("--path") { HelpName = "FROM TO", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true, Description = "internet or an ARN, and an ARN: the best way between them (default: from the internet to each crown jewel)." };
        path.Validators.Add(result =>
        {
            if (result.GetValue(technique) is not null)
            {
                result.AddError("--path and --technique: give one of them.");
            }
        });
        var config = new Option<string?>("--config") { HelpName = "FILE", Description = "JSON with crownJewels (ARNs, patterns or tags) and accounts." };
        var rules = new Option<string[]>("--rules") { HelpName = "PATH", Description = "More Sigma rules, repeatable: files, or folders with .yml and .yaml." };
        var output = AnswerCommands.Out();
        var command = new Command("drill", "An attack path or technique as marked log records, through the whole pipeline on a fork that is thrown away: which step would raise what, how late, which steps are blind and why.") { logs, snapshot, technique, path, config, rules, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            var asked = new EstateQuestion(parsed.GetValue(logs) ?? [], parsed.GetValue(snapshot) ?? [], parsed.GetValue(config), parsed.GetValue(rules) ?? []);
            return Task.FromResult(AnswerRun.Guard(streams, () => DrillRun.Run(asked, parsed.GetValue(technique), parsed.GetValue(path) ?? [], parsed.GetValue(output), streams)));
        });
        return command;
    }
}
