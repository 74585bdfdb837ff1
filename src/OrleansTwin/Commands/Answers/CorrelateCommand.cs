using System.CommandLine;
using System.Globalization;
using OrleansTwin.Incidents.Vendors;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>twin correlate</c>: alerts of any vendor into incidents.</summary>
internal static class CorrelateCommand
{
    public static Command Create()
    {
        var alerts = new Option<string>("--alerts") { Required = true, HelpName = "FILE.jsonl", Description = "One alert a line: OCSF Detection Finding, Microsoft Graph security alert v2 with its evidence, Sentinel SecurityAlert, GuardDuty finding (also in its EventBridge envelope), or Security Hub finding (ASFF)." };
        var output = AnswerCommands.Out();
        var command = new Command("correlate", "Says which alerts belong to one incident: {alert, incident} a line, by what they share and when. Ends with 1 if a line could not be read.") { alerts, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            return Task.FromResult(AnswerRun.Guard(streams, () => Run(parsed.GetValue(alerts)!, parsed.GetValue(output), streams)));
        });
        return command;
    }

    private static int Run(string path, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        using var file = InputFiles.Open("--alerts", path, problems);
        using var answers = AnswerWriter.Open(output, streams, ["Alert", "Incident"], out var unwritable);
        if (file is null || answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable is null ? problems : [.. problems, unwritable]);
        }

        var answer = VendorCorrelation.Correlate(BoundedLines.Read(file, VendorAlertReader.LineCharactersMax).Select(static line => line.Text));
        foreach (var one in answer.Assignments)
        {
            answers.Add(TwinJson.Line(one), one.Alert, one.Incident);
        }

        foreach (var problem in answer.Problems)
        {
            AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"{path}:{problem.Line}: {problem.Reason}"));
        }

        return answer.Problems.Count > 0 ? ExitStatus.SomeRefused : ExitStatus.Done;
    }
}
