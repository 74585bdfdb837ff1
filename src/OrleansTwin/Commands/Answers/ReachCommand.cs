using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using OrleansTwin.Access.Network;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>twin network reach</c>: follows one kind of packet through a snapshot's network.</summary>
internal static class ReachCommand
{
    private const int PortMax = 65_535;

    private static readonly string[] Named = ["any", "tcp", "udp", "icmp", "icmpv6"];

    public static Command Create()
    {
        var snapshot = SnapshotFiles.Option();
        var from = new Option<string>("--from") { Required = true, HelpName = "internet|IP|ID", Description = "Where the packet starts: internet, an address, or the id of an instance, interface or load balancer." };
        var to = new Option<string>("--to") { Required = true, HelpName = "IP|ID", Description = "Where it should arrive: an address, or the id of an instance, interface or load balancer." };
        var protocol = new Option<string?>("--protocol") { Description = "tcp, udp, icmp, icmpv6, a protocol number, or any (default: tcp where a port is given, else any; then all of them must pass)." };
        var port = new Option<int?>("--port") { Description = "Destination port, 0 to 65535 (default: all of them must pass)." };
        port.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > PortMax)
            {
                result.AddError("--port takes a whole number from 0 to 65535.");
            }
        });
        protocol.Validators.Add(static result =>
        {
            var text = result.GetValueOrDefault<string?>();
            if (text is not null && !Named.Contains(text.ToLowerInvariant()) && !(byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            {
                result.AddError($"--protocol: `{text}` is no protocol; allowed are {string.Join(", ", Named)} and numbers from 0 to 255.");
            }
        });
        var output = AnswerCommands.Out();
        var command = new Command("reach", "Whether a packet arrives: reachable, blocked or notEnoughInformation, with every place it passes and the rule that let it through or stopped it.") { snapshot, from, to, protocol, port, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            var question = new ReachQuestion(parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(protocol) ?? (parsed.GetValue(port) is null ? null : "tcp"), parsed.GetValue(port));
            return Task.FromResult(AnswerRun.Guard(streams, () => Run(parsed.GetValue(snapshot) ?? [], question, parsed.GetValue(output), streams)));
        });
        return command;
    }

    private static int Run(IReadOnlyList<string> paths, ReachQuestion question, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        if (SnapshotFiles.Read(paths, problems) is not { } lists)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        using var answers = AnswerWriter.Open(output, streams, ["Place", "Kind", "Rule", "Why"], out var unwritable);
        if (answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable!);
        }

        var estate = NetworkEstateReader.Read(lists);
        var answer = ReachDecider.Decide(estate, question);
        var verdict = JsonNamingPolicy.CamelCase.ConvertName(answer.Verdict.ToString());
        if (streams.IsTerminal && output is null)
        {
            foreach (var hop in answer.Hops)
            {
                answers.Add("", hop.Id, hop.Kind, hop.Rule ?? "", hop.Why);
            }

            streams.Out.WriteLine(verdict);
        }
        else
        {
            answers.Add(TwinJson.Line(new ReachRow(verdict, answer.Hops)));
        }

        problems.AddRange(estate.Problems);
        problems.ForEach(problem => AnswerRun.Tell(streams, problem));
        return problems.Count > 0 ? ExitStatus.SomeRefused : ExitStatus.Done;
    }

    private sealed record ReachRow(string Verdict, ImmutableArray<ReachHop> Hops);
}
