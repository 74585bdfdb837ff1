using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>twin access who-can</c>: who may do what on which resource.</summary>
internal static class WhoCanCommand
{
    public static Command Create()
    {
        var snapshot = SnapshotFiles.Option();
        var action = new Option<string?>("--action") { HelpName = "A", Description = "An action such as s3:GetObject, or a pattern of actions (default: the catalogued actions and those that policies name)." };
        var resource = new Option<string?>("--resource") { HelpName = "R", Description = "An ARN, or a pattern: then every resource that fits it (default: what allowing statements speak of, and resources with a policy)." };
        var principal = new Option<string?>("--principal") { HelpName = "P", Description = "Only this principal: an ARN, or a user's or role's name (default: all, with those outside that resources' policies name)." };
        action.Validators.Add(static result =>
        {
            var text = result.GetValueOrDefault<string?>();
            if (text is not null && text != "*" && text.Split(':') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                result.AddError($"--action: `{text}` is no action; allowed are service:Name, as in s3:GetObject, and patterns with * and ?.");
            }
        });
        resource.Validators.Add(static result =>
        {
            var text = result.GetValueOrDefault<string?>();
            if (text is not null && text != "*" && text.Split(':', 6) is not ["arn", _, _, _, _, _])
            {
                result.AddError($"--resource: `{text}` is no ARN; allowed are arn:partition:service:region:account:resource, with * and ?, and *.");
            }
        });
        var output = AnswerCommands.Out();
        var command = new Command("who-can", "Each principal that may do the action on the resource: always, under conditions, or not known, with the statements that allow it.") { snapshot, action, resource, principal, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            var question = (parsed.GetValue(action), parsed.GetValue(resource), parsed.GetValue(principal));
            return Task.FromResult(AnswerRun.Guard(streams, () => Run(parsed.GetValue(snapshot) ?? [], question, parsed.GetValue(output), streams)));
        });
        return command;
    }

    private static int Run(IReadOnlyList<string> paths, (string? Action, string? Resource, string? Principal) question, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        if (SnapshotFiles.Read(paths, problems) is not { } lists)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        var estate = SnapshotReader.Read(lists);
        if (PrincipalChoice.Refused(estate, null) is { } refused)
        {
            return AnswerRun.Refuse(streams, [.. problems, .. estate.Problems, refused]);
        }

        using var answers = AnswerWriter.Open(output, streams, ["Principal", "Action", "Resource", "Certainty", "Conditions", "By"], out var unwritable);
        if (answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable!);
        }

        var rows = 0L;
        foreach (var account in estate.Accounts)
        {
            var finder = new WhoCanFinder(new AccountAccess(account, ManagedPolicyCatalogue.Bundled), estate.ResourcePolicies);
            foreach (var row in finder.Find(question.Action, question.Resource, arn => PrincipalChoice.Fits(arn, question.Principal)))
            {
                rows++;
                answers.Add(TwinJson.Line(row), row.Principal, row.Action, row.Resource, JsonNamingPolicy.CamelCase.ConvertName(row.Certainty.ToString()), string.Join("; ", row.Conditions.Concat(row.Unknown)), string.Join("; ", row.Via));
            }
        }

        if (rows == 0)
        {
            AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"nobody: {estate.Accounts.Sum(static a => a.Users.Length + a.Roles.Length)} users and roles were asked{(PrincipalChoice.Refused(estate, question.Principal) is { } absent ? $"; {absent}" : "")}"));
        }

        problems.AddRange(estate.Problems);
        problems.ForEach(problem => AnswerRun.Tell(streams, problem));
        return problems.Count > 0 ? ExitStatus.SomeRefused : ExitStatus.Done;
    }
}
