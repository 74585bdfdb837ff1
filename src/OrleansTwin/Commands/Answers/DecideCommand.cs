using System.CommandLine;
using System.Globalization;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>twin access decide</c>: AWS decisions for cases of a file.</summary>
internal static class DecideCommand
{
    private const string Aws = "aws-iam";

    public static Command Create()
    {
        var cases = new Option<string>("--cases")
        {
            Required = true,
            HelpName = "FILE",
            Description = "One JSON case a line: id; request {principal (ARN, service or {\"type\":\"Anonymous\"}), principalTags, action, resource {arn, account}, context}; "
                + "identityPolicies [{name, document}], managedPolicies [ARN], resourcePolicy, permissionBoundaries, sessionPolicy, "
                + "serviceControlPolicies and resourceControlPolicies [{orgIdentifier, policies}] (root first), vpcEndpointPolicies.",
        };
        var model = new Option<string>("--model") { Description = "Whose rules decide. Only AWS IAM is modelled so far.", DefaultValueFactory = static _ => Aws };
        model.AcceptOnlyFromAmong(Aws);
        var output = AnswerCommands.Out();
        var command = new Command("decide", "Decides requests by their policies: Allowed, ExplicitlyDenied, ImplicitlyDenied, or Undetermined where a policy could not be read. Ends with 1 if a case could not be read.") { cases, model, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            return Task.FromResult(AnswerRun.Guard(streams, () => Run(parsed.GetValue(cases)!, parsed.GetValue(output), streams)));
        });
        return command;
    }

    private static int Run(string path, string? output, AnswerStreams streams)
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

            var answer = DecideCase.Answer(line, ManagedPolicyCatalogue.Bundled);
            answers.Add(answer.Json, answer.Id ?? "", answer.Decision.Outcome.ToString(), Why(answer));
            foreach (var error in answer.Unread)
            {
                AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: {error}"));
                status = ExitStatus.SomeRefused;
            }
        }

        return status;
    }

    private static string Why(DecideAnswer answer) => string.Join("; ", answer.Unread
        .Concat(answer.Decision.Reasons.Select(static r => $"{DecideCase.LayerName(r.Layer)}{(r.Policy is null ? "" : $" {r.Policy} {r.Statement}")}: {r.Why}"))
        .Concat(answer.Decision.Missing.Select(static m => $"not known: {m}")));
}
