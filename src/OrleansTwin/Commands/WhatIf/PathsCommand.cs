using System.CommandLine;
using System.Globalization;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Paths;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Commands.WhatIf;

/// <summary><c>twin access paths</c>: the ways from a foothold to crown jewels and to administrator, what they all pass, and what would cut them.</summary>
internal static class PathsCommand
{
    public static Command Create()
    {
        var snapshot = SnapshotFiles.Option();
        var from = new Option<string>("--from") { HelpName = "internet|ARN", Description = "The foothold: internet, or the ARN of an identity or workload.", DefaultValueFactory = static _ => "internet" };
        var to = new Option<string?>("--to") { HelpName = "ARN", Description = "One target (default: the crown jewels and administrator of each account)." };
        var config = new Option<string?>("--config") { HelpName = "FILE", Description = "JSON with crownJewels (ARNs, patterns or tags) and accounts." };
        var output = AnswerCommands.Out();
        var command = new Command("paths", "For each target that is in reach of a foothold: the best ways with the reason of each step; then choke points and the cheapest sets of actions that separate them.") { snapshot, from, to, config, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            return Task.FromResult(AnswerRun.Guard(streams, () => Run(parsed.GetValue(snapshot) ?? [], parsed.GetValue(from)!, parsed.GetValue(to), parsed.GetValue(config), parsed.GetValue(output), streams)));
        });
        return command;
    }

    private static int Run(IReadOnlyList<string> paths, string from, string? to, string? configPath, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        if (RunConfigReader.Read(new(configPath, [], [], NoDefaultRules: true), out var wrong) is not { } config)
        {
            return AnswerRun.Refuse(streams, wrong);
        }

        if (WhatIfRun.OfSnapshot(paths, config, problems) is not { } world)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        using var answers = AnswerWriter.Open(output, streams, ["Target", "Way", "Certainty", "Cost"], out var unwritable);
        if (answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable!);
        }

        var graph = AttackGraphStage.Of(world);
        var start = from == "internet" ? EntityNames.Internet : new EntityId(from);
        var targets = to is null ? graph.Targets.ToList() : [new EntityId(to)];
        foreach (var target in targets)
        {
            foreach (var route in PathStage.Best(start, target, graph.Steps, PathLimits.Default))
            {
                answers.Add(TwinJson.Line(new PathRow("path", target, route.Cost, route.Certainty, route.Steps)), AttackNodes.NameOf(target), string.Join(" → ", route.Steps.Select(static s => AttackNodes.NameOf(s.To))), route.Certainty.ToString(), route.Cost.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        foreach (var choke in ChokeStage.Of(graph.Steps, Foothold.Of(start), targets))
        {
            answers.Add(TwinJson.Line(new ChokeRow("chokePoint", choke.Entity, choke.Targets)), string.Join(", ", choke.Targets.Select(AttackNodes.NameOf)), "all pass " + AttackNodes.NameOf(choke.Entity), "", "");
        }

        foreach (var plan in ContainmentStage.Of(graph.Steps, Foothold.Of(start), targets))
        {
            answers.Add(TwinJson.Line(new PlanRow("containment", plan.Cost, plan.Actions, plan.Remaining)), "containment", string.Join("; ", plan.Actions.Select(static a => a.Text)), "", plan.Cost.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        problems.ForEach(problem => AnswerRun.Tell(streams, problem));
        return problems.Count > 0 ? ExitStatus.SomeRefused : ExitStatus.Done;
    }

    private sealed record PathRow(string Kind, EntityId To, int Cost, Model.Impacts.Certainty Certainty, ValueArray<PathEdge> Steps);

    private sealed record ChokeRow(string Kind, EntityId Entity, ValueArray<EntityId> Targets);

    private sealed record PlanRow(string Kind, long Cost, ValueArray<ContainmentAction> Actions, ValueArray<EntityId> Remaining);
}
