using System.CommandLine;
using System.Globalization;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>twin rules check</c>: every problem of rule files, with its place.</summary>
internal static class RulesCheckCommand
{
    public static Command Create()
    {
        var (paths, bundled, output) = (RuleFiles.Argument(), RuleFiles.WithBundled(), AnswerCommands.Out());
        var command = new Command("check", "Every problem of the rules with file, line and column. Ends with 4 if there is an error; warnings alone do not count.") { paths, bundled, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            return Task.FromResult(AnswerRun.Guard(streams, () => Run(parsed.GetValue(paths) ?? [], parsed.GetValue(bundled), parsed.GetValue(output), streams)));
        });
        return command;
    }

    private static int Run(IReadOnlyList<string> paths, bool withBundled, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        if (RuleFiles.Load(paths, withBundled, problems) is not var (engine, files))
        {
            return AnswerRun.Refuse(streams, problems);
        }

        using var answers = AnswerWriter.Open(output, streams, ["Place", "Severity", "Problem", "What"], out var unwritable);
        if (answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable!);
        }

        var found = engine.Diagnostics.Where(d => files.Contains(d.Position.File)).OrderBy(static d => d.Position.File, StringComparer.Ordinal).ThenBy(static d => d.Position.Line).ThenBy(static d => d.Position.Column).ToList();
        foreach (var one in found)
        {
            var severity = one.Kind == SigmaDiagnosticKind.Error ? "error" : "warning";
            answers.Add(TwinJson.Line(new CheckRow(one.Position.File, one.Position.Line, one.Position.Column, severity, one.Code, one.Message)), one.Position.ToString(), severity, one.Code, one.Message);
        }

        var rules = engine.Logs.SelectMany(static log => log.Rules).Select(static r => r.Position).Concat(engine.Correlations.Select(static c => c.Position)).Where(p => files.Contains(p.File)).Distinct().Count();
        var errors = found.Count(static d => d.Kind == SigmaDiagnosticKind.Error);
        AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"{files.Count} files, {rules} rules that load, {errors} errors, {found.Count - errors} warnings"));
        return errors > 0 ? ExitStatus.Found : ExitStatus.Done;
    }

    private sealed record CheckRow(string File, int Line, int Column, string Severity, string Problem, string Message);
}
