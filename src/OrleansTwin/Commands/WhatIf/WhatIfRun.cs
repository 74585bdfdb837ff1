using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Network;
using OrleansTwin.Access.WhatIf;
using OrleansTwin.Access.WhatIf.Changes;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Commands.WhatIf;

/// <summary>The steps of a what-if: read the world and the change, ask, hold it against the history, write.</summary>
internal static class WhatIfRun
{
    /// <summary>Parts not decided that the error stream names.</summary>
    private const int ToldMax = 20;

    public static int Run(WhatIfOptions options, IStoredEstates? stored, AnswerStreams streams)
    {
        var problems = new List<string>();
        if (options.Snapshots.Count == 0 && options.Logs.Count == 0 && options.Data is null)
        {
            return AnswerRun.Refuse(streams, "give --snapshot, --data or --logs: what the change is held against");
        }

        var config = RunConfigReader.Read(new(options.Config, [], [], NoDefaultRules: options.History is null), out var wrong);
        if (config is null)
        {
            return AnswerRun.Refuse(streams, wrong);
        }

        var view = options.Logs.Count > 0 ? LogHistory.Read(options.Logs, config, problems) : options.Data is { } data ? stored?.Read(data, config, problems) : null;
        if ((options.Logs.Count > 0 || options.Data is not null) && view is null)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        var context = StageBinding.Impacts(config);
        if ((options.Snapshots.Count > 0 ? OfSnapshot(options.Snapshots, config, problems) : OfLogs(view!, context)) is not { } world)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        var reading = options.Reading.Account is null && world.Snapshot.Accounts is [var only] ? options.Reading with { Account = only.Account } : options.Reading;
        if (InputFiles.Text(options.Change, problems) is not { } text)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        var change = ChangeReader.Read(text, reading);
        if (!change.Problems.IsEmpty)
        {
            return AnswerRun.Refuse(streams, change.Problems.Select(p => $"--change: {options.Change}: {p}"));
        }

        var answer = WhatIfStage.Of(AttackGraphStage.Of(world), change, out var changed);
        if (options.History is { } period)
        {
            answer = WithHistory(answer, world, changed, view!, period);
            answer = answer with { NotDecidable = [.. answer.NotDecidable, .. NotKept(view!)] };
        }

        if (Write(options, answer, streams) is { } unwritable)
        {
            return AnswerRun.Refuse(streams, unwritable);
        }

        foreach (var open in answer.NotDecidable.Take(ToldMax))
        {
            AnswerRun.Tell(streams, $"not decided: {open.What}: {open.Why}");
        }

        if (answer.NotDecidable.Count > ToldMax)
        {
            AnswerRun.Tell(streams, FormattableString.Invariant($"not decided: {answer.NotDecidable.Count - ToldMax} more, in the answer's notDecidable"));
        }

        problems.ForEach(problem => AnswerRun.Tell(streams, problem));
        return options.FailOn is { } least && answer.Severity >= least ? ExitStatus.Found : problems.Count > 0 ? ExitStatus.SomeRefused : ExitStatus.Done;
    }

    /// <summary>The world of a snapshot, or null with problems.</summary>
    public static AttackWorld? OfSnapshot(IReadOnlyList<string> paths, RunConfig config, List<string> problems)
    {
        if (SnapshotFiles.Read(paths, problems) is not { } lists)
        {
            return null;
        }

        var (estate, network) = (SnapshotReader.Read(lists), NetworkEstateReader.Read(lists));
        problems.AddRange(estate.Problems.Concat(network.Problems).Distinct(StringComparer.Ordinal));
        return new() { Snapshot = estate, Network = network, Jewels = config.Jewels, OwnAccounts = [.. config.Accounts] };
    }

    private static AttackWorld OfLogs(SettledView view, ImpactContext context) => TwinWorldStage.Of(new EstateAsOf(view.Estate, EventOrder.Latest), context);

    private static WhatIfAnswer WithHistory(WhatIfAnswer answer, AttackWorld world, AttackWorld changed, SettledView view, TimeSpan period)
    {
        var last = view.Events.Values.Select(static e => e.Time).DefaultIfEmpty().Max();
        var guard = new HistoryGuard(world, changed);
        var history = view.Events.Values.Where(e => e.Time >= last - period).OrderBy(static e => e.Order).ToList();
        var blocked = guard.Blocked(history);
        var known = view.Events;
        var stopped = view.Answer.Incidents.Select(incident => incident.Steps
                .Select((step, i) => (Step: step, Number: i + 1, Block: step.Events.Select(id => known.TryGetValue(id, out var record) && record.Time >= last - period ? guard.Blocks(record) : null).Where(static b => b is not null).Min()))
                .Where(static s => s.Block is not null).Select(s => new StoppedIncident(incident.Id, incident.Title, s.Number, incident.Steps.Count, s.Step.Action, s.Block!.Value)).FirstOrDefault())
            .OfType<StoppedIncident>().ToValueArray();
        return answer with { History = blocked.ToValueArray(), Stopped = stopped };
    }

    // A server keeps what changed something, was refused, matched a rule or showed something new, unless it is told to keep all.
    private static IEnumerable<NotDecided> NotKept(SettledView view)
    {
        var calls = view.Worlds.SelectMany(static world => world.Sources.Counts).Where(static count => count.Source is not (RecordFormat.VpcFlow or RecordFormat.Snapshot)).Sum(static count => count.Events);
        var kept = view.Events.Values.Count(static record => record.Source is not (RecordFormat.VpcFlow or RecordFormat.Snapshot));
        if (kept < calls)
        {
            yield return new("calls of the past that the twin has not kept", FormattableString.Invariant($"{kept} of {calls} records are kept in its history, so calls may have been blocked that are not counted here; `serve` keeps all with History:KeepAllEvents, `replay` with --events"));
        }
    }

    private static string? Write(WhatIfOptions options, WhatIfAnswer answer, AnswerStreams streams)
    {
        var text = options.Format switch
        {
            "markdown" => WhatIfMarkdown.Of(answer),
            "sarif" => WhatIfSarif.Of(answer, options.Change),
            _ => TwinJson.Line(answer),
        };
        if (options.Out is null)
        {
            streams.Out.Write(text + "\n");
            streams.Out.Flush();
            return null;
        }

        try
        {
            File.WriteAllText(options.Out, text + "\n");
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"--out: `{options.Out}` cannot be written: {error.Message}";
        }
    }
}
