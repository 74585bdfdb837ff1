using System.CommandLine;
using System.Globalization;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>twin access decide</c>: decisions for cases of a file, by the rules of one cloud.</summary>
internal static class DecideCommand
{
    public static Command Create()
    {
        var cases = new Option<string>("--cases")
        {
            Required = true,
            HelpName = "FILE",
            Description = "One JSON case a line. " + string.Join(" ", DecideModel.All.Select(static m => $"{m.Name}: {m.Shape}.")),
        };
        var model = new Option<string>("--model") { Description = "Whose rules decide.", DefaultValueFactory = static _ => DecideModel.All[0].Name };
        model.AcceptOnlyFromAmong([.. DecideModel.All.Select(static m => m.Name)]);
        var output = AnswerCommands.Out();
        var command = new Command("decide", "Decides requests by their policies: Allowed, ExplicitlyDenied, ImplicitlyDenied, or Undetermined where what decides is not known or could not be read. Ends with 1 if a case could not be read.") { cases, model, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            var chosen = DecideModel.All.First(m => m.Name == parsed.GetValue(model));
            return Task.FromResult(AnswerRun.Guard(streams, () => Run(chosen, parsed.GetValue(cases)!, parsed.GetValue(output), streams)));
        });
        return command;
    }

    private static int Run(DecideModel model, string path, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        using var file = InputFiles.Open("--cases", path, problems);
        using var answers = AnswerWriter.Open(output, streams, ["Case", "Decision", "Why"], out var unwritable);
        if (file is null || answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable is null ? problems : [.. problems, unwritable]);
        }

        var status = ExitStatus.Done;
        foreach (var (number, line) in BoundedLines.Read(file, DecideCase.LineBytesMax))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var answer = model.Decide(line);
            answers.Add(answer.Json, answer.Id ?? "", answer.Decision, answer.Why);
            foreach (var error in answer.Unread)
            {
                AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: {error}"));
                status = ExitStatus.SomeRefused;
            }
        }

        return status;
    }
}
