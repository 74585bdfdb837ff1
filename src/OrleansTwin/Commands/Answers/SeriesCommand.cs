using System.CommandLine;
using System.Globalization;
using OrleansTwin.Detection.Series;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>twin detect series</c>: anomaly scores of a series of measurements.</summary>
internal static class SeriesCommand
{
    private const int ProblemsShownMax = 20;

    public static Command Create()
    {
        var input = new Option<string>("--in") { Required = true, HelpName = "FILE.csv", Description = "Lines timestamp,value (ISO 8601 or yyyy-MM-dd HH:mm:ss; without a zone UTC; decimal point), a header line may stand first." };
        var output = new Option<string?>("--out") { HelpName = "FILE.csv", Description = "File for the scores (default: standard output)." };
        var command = new Command("series", "Writes timestamp,value,anomaly_score as CSV. Each score (0 to 1; one half is as unusual as the most unusual so far) comes from its value and those before. Ends with 1 if a line could not be read.") { input, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            return Task.FromResult(AnswerRun.Guard(streams, () => Run(parsed.GetValue(input)!, parsed.GetValue(output), streams)));
        });
        return command;
    }

    private static int Run(string path, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        using var file = InputFiles.Open("--in", path, problems);
        using var answers = AnswerWriter.Open(output, streams with { IsTerminal = false }, [], out var unwritable);
        if (file is null || answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable is null ? problems : [.. problems, unwritable]);
        }

        var refused = 0;
        foreach (var line in SeriesCsv.Score(BoundedLines.Read(file, SeriesCsv.LineMax).Select(static l => l.Text), new SeriesDetector(), Refuse))
        {
            answers.Add(line);
        }

        if (refused > ProblemsShownMax)
        {
            AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"{path}: {refused - ProblemsShownMax} more lines could not be read"));
        }

        return refused > 0 ? ExitStatus.SomeRefused : ExitStatus.Done;

        void Refuse(SeriesProblem problem)
        {
            if (refused++ < ProblemsShownMax)
            {
                AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"{path}:{problem.Line}: {problem.What}"));
            }
        }
    }
}
