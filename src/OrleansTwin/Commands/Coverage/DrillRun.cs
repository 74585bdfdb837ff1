using System.Globalization;
using System.Text.RegularExpressions;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Paths;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Commands.WhatIf;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Coverage;
using OrleansTwin.Pipeline.Drill;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Commands.Coverage;

/// <summary>The steps of <c>twin drill</c>: read the estate, plan, run on a fork, write. The estate's own files are not touched.</summary>
internal static partial class DrillRun
{
    /// <summary>Drills of one call: paths to different jewels, or places of a technique.</summary>
    public const int DrillsMax = 20;

    private const int ToldMax = 20;

    // A snapshot alone has no time; nothing in a drill depends on which one it is.
    private static readonly DateTimeOffset StartWithoutLogs = new(2000, 1, 3, 12, 0, 0, TimeSpan.Zero);

    public static bool IsTechnique(string text) => Technique().IsMatch(text);

    public static int Run(EstateQuestion asked, string? technique, IReadOnlyList<string> path, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        if (EstateReading.Read(asked, problems) is not { Config.Rules: { } rules } estate)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        var start = estate.View.Events.Values.Select(static record => record.Time).DefaultIfEmpty(StartWithoutLogs).Max();
        var plans = new DrillPlanStage(rules, new EstateAsOf(estate.View.Estate, EventOrder.Latest), start);
        if (Plans(asked, estate, plans, technique, path, problems) is not { } planned)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        using var answers = AnswerWriter.Open(output, streams, ["Step", "Action", "Target", "Seen", "Raised"], out var unwritable);
        if (answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable!);
        }

        var drill = new DrillStage(estate.Records, estate.View, estate.Config, BlindSpotMap.SightOf(estate.View, estate.Listed));
        foreach (var (what, steps) in planned.Take(DrillsMax))
        {
            Write(drill.Run(what, steps), answers);
        }

        if (planned.Count > DrillsMax)
        {
            AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"{planned.Count - DrillsMax} more were left out; --path drills one"));
        }

        problems.Take(ToldMax).ToList().ForEach(problem => AnswerRun.Tell(streams, problem));
        return problems.Count > 0 ? ExitStatus.SomeRefused : ExitStatus.Done;
    }

    private static List<(string What, IReadOnlyList<DrillStep> Steps)>? Plans(EstateQuestion asked, EstateAnswer estate, DrillPlanStage plans, string? technique, IReadOnlyList<string> path, List<string> problems)
    {
        if (technique is not null)
        {
            var places = BlindSpotMap.Places(estate.View).GroupBy(static place => place.Account).Select(static account => account.First());
            var made = places.Select(place => (What: $"{technique} in {place.Account}", Steps: plans.Of(technique, place.Account, place.Region))).Where(static one => one.Steps.Count > 0).ToList();
            return made.Count > 0 ? made : Refused(problems, $"--technique: no rule with a must-fire event of CloudTrail is about `{technique}`, or the estate has no account of AWS");
        }

        if (World(asked, estate, problems) is not { } world)
        {
            return null;
        }

        var graph = AttackGraphStage.Of(world);
        var from = path.Count == 0 || path[0] == "internet" ? AttackNodes.Internet : new EntityId(path[0]);
        IEnumerable<EntityId> targets = path.Count == 0 ? graph.Jewels.Keys : [new EntityId(path[1])];
        var routes = targets.Select(to => (To: to, Best: PathStage.Best(from, to, graph.Steps, PathLimits.Default))).Where(static one => one.Best.Count > 0)
            .Select(one => ($"{AttackNodes.NameOf(from)} to {AttackNodes.NameOf(one.To)}", plans.Of(one.Best[0]))).ToList();
        return routes.Count > 0 ? routes : Refused(problems, path.Count == 0
            ? "no way from the internet to a crown jewel is known; --path FROM TO takes other ends, --technique ID drills without a path"
            : $"--path: no way from `{path[0]}` to `{path[1]}` is known; `twin access paths` shows what is");
    }

    private static AttackWorld? World(EstateQuestion asked, EstateAnswer estate, List<string> problems) => asked.Snapshots.Count > 0
        ? WhatIfRun.OfSnapshot([.. asked.Snapshots.Select(static option => InitialState.TrySplit(option, out var path, out _) ? path : option)], estate.Config, problems)
        : TwinWorldStage.Of(new EstateAsOf(estate.View.Estate, EventOrder.Latest), StageBinding.Impacts(estate.Config));

    private static List<(string What, IReadOnlyList<DrillStep> Steps)>? Refused(List<string> problems, string problem)
    {
        problems.Add(problem);
        return null;
    }

    private static void Write((IReadOnlyList<DrillRow> Rows, DrillResult Result) drilled, AnswerWriter answers)
    {
        foreach (var row in drilled.Rows)
        {
            answers.Add(
                TwinJson.Line(row), row.Number.ToString(CultureInfo.InvariantCulture), row.Action, AttackNodes.NameOf(row.Target), CoverageRow.Words(row.Seen.Sighting),
                row.Blind is { } blind ? $"blind: {blind}" : row.Raised.IsEmpty ? "nothing" : string.Join(", ", row.Raised.Select(static signal => $"{signal.Title} ({TwinJson.Word(signal.Severity)})")));
        }

        var result = drilled.Result;
        answers.Add(
            TwinJson.Line(result), string.Empty, result.What, string.Empty,
            string.Create(CultureInfo.InvariantCulture, $"{result.Steps} steps, {result.Blind} blind, {result.Uncertain} not known"),
            string.Create(CultureInfo.InvariantCulture, $"{result.Raised} raise a signal, {result.Silent} none; {result.Alerts.Count} alerts, {result.Incidents.Count} incidents"));
    }

    [GeneratedRegex(@"^T[0-9]{4}(\.[0-9]{3})?$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Technique();
}
