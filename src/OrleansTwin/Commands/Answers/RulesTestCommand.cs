using System.CommandLine;
using System.Globalization;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>twin rules test</c>: runs the cases that rules carry.</summary>
internal static class RulesTestCommand
{
    public static Command Create()
    {
        var (paths, bundled, output) = (RuleFiles.Argument(), RuleFiles.WithBundled(), AnswerCommands.Out());
        var command = new Command("test", "Runs the events in the rules that must fire and those that must not. Ends with 4 if a case does not come out as stated or a rule does not load.") { paths, bundled, output };
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

        using var answers = AnswerWriter.Open(output, streams, ["Rule", "Case", "Must", "Did", "Place"], out var unwritable);
        if (answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable!);
        }

        var errors = engine.Diagnostics.Where(d => d.Kind == SigmaDiagnosticKind.Error && files.Contains(d.Position.File)).ToList();
        errors.ForEach(error => AnswerRun.Tell(streams, error.ToString()));
        var results = SigmaCases.Run(engine).Where(r => files.Contains(r.Case.Position.File))
            // A rule without a service is tried on every log of its product: it fires where one of them makes it fire.
            .GroupBy(static r => (r.Rule, r.Case.Position)).Select(static same => same.OrderByDescending(static r => r.Fired).ThenBy(static r => r.Problem is null ? 0 : 1).First())
            .OrderBy(static r => r.Case.Position.File, StringComparer.Ordinal).ThenBy(static r => r.Case.Position.Line).ToList();
        foreach (var one in results)
        {
            var (must, did) = (Word(one.Case.Fires), one.Problem ?? Word(one.Fired));
            answers.Add(
                TwinJson.Line(new TestRow(one.Rule, one.Case.Name, must, one.Problem is null ? Word(one.Fired) : null, one.Passed, one.Problem, one.Case.Position.File, one.Case.Position.Line)),
                one.Rule, one.Case.Name, must, did, one.Case.Position.ToString());
        }

        var failed = results.Count(static r => !r.Passed);
        AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"{results.Count} cases, {failed} not as stated, {errors.Count} errors of rules"));
        return failed > 0 || errors.Count > 0 ? ExitStatus.Found : ExitStatus.Done;
    }

    private static string Word(bool fires) => fires ? "fire" : "silence";

    private sealed record TestRow(string Rule, string Case, string Must, string? Did, bool Passed, string? Problem, string File, int Line);
}
