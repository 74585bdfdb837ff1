using System.CommandLine;
using System.Globalization;
using OrleansTwin.Access.WhatIf.Changes;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Commands.WhatIf;

/// <summary><c>twin what-if</c>: what a change would make possible or impossible, with nothing applied.</summary>
internal static class WhatIfCommand
{
    private const int DaysMax = 3_650;

    public static Command Create(IStoredEstates? stored)
    {
        var snapshot = SnapshotFiles.Option();
        snapshot.Required = false;
        var logs = new Option<string[]>("--logs") { HelpName = "PATH", Description = "Logs, repeatable: the history of --history; without --snapshot the twin is folded from them." };
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Data folder of a server (it may be running), or of a replay: the twin as of its last cut, in place of --logs." };
        data.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not null && result.GetValue(logs) is { Length: > 0 })
            {
                result.AddError("--data and --logs are two histories; give one.");
            }
        });
        var change = new Option<string>("--change")
        {
            Required = true,
            HelpName = "FILE",
            Description = "A CloudTrail record (or Records, or a list: taken together); terraform show -json of a plan; {\"policy\": \"identity|resource|trust|boundary|scp|rcp\", \"on\": ARN, account or unit, \"name\", \"document\", \"remove\"}; "
                + "a bare policy document with --as and --on; {\"securityGroup\", \"direction\", \"protocol\", \"port\", \"cidr\", \"remove\"}; {\"cut\": {\"from\", \"to\"}}.",
        };
        var kind = new Option<string?>("--as") { HelpName = "KIND", Description = "Kind of a bare policy document: identity, resource, trust, boundary, scp or rcp." };
        kind.AcceptOnlyFromAmong("identity", "resource", "trust", "boundary", "scp", "rcp");
        var on = new Option<string?>("--on") { HelpName = "TARGET", Description = "What a bare policy document is put on: an ARN, or for scp and rcp an account, unit, root or * (default)." };
        var account = new Option<string?>("--account") { HelpName = "ID", Description = "Account that a plan is for (default: the snapshot's only one)." };
        var region = new Option<string?>("--region") { HelpName = "NAME", Description = "Region that a plan is for (default: the provider's in the plan)." };
        var config = new Option<string?>("--config") { HelpName = "FILE", Description = "JSON with crownJewels (ARNs, patterns or tags) and accounts." };
        var history = new Option<string?>("--history") { HelpName = "30d", Description = "Also which real calls of so many days (d) or hours (h) before the last event it would have blocked, and which incident it would have stopped; needs --logs or --data." };
        history.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string?>();
            if (text is not null && PeriodOf(text) is null)
            {
                result.AddError($"--history: `{text}` is no period; allowed are whole days or hours such as 30d or 12h, at most {DaysMax} days.");
            }
            else if (text is not null && result.GetValue(logs) is not { Length: > 0 } && result.GetValue(data) is null)
            {
                result.AddError("--history needs --logs or --data: the calls that were really made.");
            }
        });
        var failOn = new Option<string?>("--fail-on") { HelpName = "SEVERITY", Description = "End with status 4 where the severity is at least this: low, medium, high or critical." };
        failOn.AcceptOnlyFromAmong("low", "medium", "high", "critical");
        var format = new Option<string>("--format") { Description = "json (one line), markdown, or sarif (2.1.0).", DefaultValueFactory = static _ => "json" };
        format.AcceptOnlyFromAmong("json", "markdown", "sarif");
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "File for the answer (default: standard output)." };
        var command = new Command("what-if", "What a change would make possible or impossible: gained, lost, paths opened and closed. Nothing is applied.") { snapshot, logs, data, change, kind, on, account, region, config, history, failOn, format, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            var options = new WhatIfOptions(
                parsed.GetValue(snapshot) ?? [], parsed.GetValue(logs) ?? [], parsed.GetValue(data), parsed.GetValue(change)!, parsed.GetValue(config), parsed.GetValue(history) is { } text ? PeriodOf(text) : null,
                parsed.GetValue(failOn) is { } severity ? Enum.Parse<Severity>(severity, ignoreCase: true) : null, parsed.GetValue(format)!, parsed.GetValue(output),
                new ChangeOptions(parsed.GetValue(account), parsed.GetValue(region), parsed.GetValue(kind), parsed.GetValue(on)));
            return Task.FromResult(AnswerRun.Guard(streams, () => WhatIfRun.Run(options, stored, streams)));
        });
        return command;
    }

    private static TimeSpan? PeriodOf(string text) =>
        text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? text[^1] switch { 'd' when number <= DaysMax => TimeSpan.FromDays(number), 'h' when number <= DaysMax * 24 => TimeSpan.FromHours(number), _ => null }
            : null;
}
