using System.CommandLine;
using System.Text.Json;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>twin access escalations</c>: who is administrator, and who can become it.</summary>
internal static class EscalationsCommand
{
    public static Command Create()
    {
        var snapshot = SnapshotFiles.Option();
        var principal = new Option<string?>("--principal") { HelpName = "P", Description = "Only this user or role: an ARN, or a name (default: all)." };
        var output = AnswerCommands.Out();
        var command = new Command("escalations", "For each user and role of a snapshot: administrator directly, by escalation, not, or not known; with every way, its steps and how certain it is.") { snapshot, principal, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            return Task.FromResult(AnswerRun.Guard(streams, () => Run(parsed.GetValue(snapshot) ?? [], parsed.GetValue(principal), parsed.GetValue(output), streams)));
        });
        return command;
    }

    private static int Run(IReadOnlyList<string> paths, string? principal, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        if (SnapshotFiles.Read(paths, problems) is not { } lists)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        var estate = SnapshotReader.Read(lists);
        if (PrincipalChoice.Refused(estate, principal) is { } refused)
        {
            return AnswerRun.Refuse(streams, [.. problems, .. estate.Problems, refused]);
        }

        using var answers = AnswerWriter.Open(output, streams, ["Principal", "Administrator", "By", "Certainty"], out var unwritable);
        if (answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable!);
        }

        foreach (var account in estate.Accounts)
        {
            var access = new AccountAccess(account, ManagedPolicyCatalogue.Bundled);
            foreach (var report in new EscalationFinder(access).FindAll().Where(r => PrincipalChoice.Fits(r.Principal, principal)))
            {
                Add(answers, report);
            }
        }

        problems.AddRange(estate.Problems);
        problems.ForEach(problem => AnswerRun.Tell(streams, problem));
        return problems.Count > 0 ? ExitStatus.SomeRefused : ExitStatus.Done;
    }

    private static void Add(AnswerWriter answers, EscalationReport report)
    {
        var row = new EscalationRow(
            report.Principal,
            report.Admin,
            [.. report.Paths.Select(static p => new EscalationPathRow(
                p.To, p.Method, [.. p.Steps.Select(static s => new EscalationStepRow(s.Action, s.Target, s.Why))], p.Certainty, p.Conditions, p.Through))],
            report.More > 0 ? report.More : null);
        var best = report.Paths.FirstOrDefault();
        answers.Add(
            TwinJson.Line(row),
            report.Principal,
            JsonNamingPolicy.CamelCase.ConvertName(report.Admin.ToString()),
            string.Join(", ", report.Paths.Select(static p => p.Method).Distinct(StringComparer.Ordinal)),
            best is null ? "" : JsonNamingPolicy.CamelCase.ConvertName(best.Certainty.ToString()));
    }
}
