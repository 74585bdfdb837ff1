using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Coverage;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Local;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Commands.Coverage;

/// <summary>Snapshots and logs folded once, in one thread, for a question about the estate.</summary>
internal static class EstateReading
{
    private const string TrailList = "trailList";
    private const string FlowLogList = "FlowLogs";

    /// <summary>The estate, or null; then <paramref name="problems"/> says what is wrong, else they are warnings.</summary>
    public static EstateAnswer? Read(EstateQuestion asked, List<string> problems)
    {
        if (asked.Logs.Count == 0 && asked.Snapshots.Count == 0)
        {
            problems.Add("give logs, --snapshot or both: what the question is about");
            return null;
        }

        var config = RunConfigReader.Read(new(asked.Config, [], asked.Rules, NoDefaultRules: false), out var told);
        problems.AddRange(told);
        if (config is null || InitialState.Read(asked.Snapshots, problems) is not { } initial || Listed(asked.Snapshots, problems) is not { } listed)
        {
            return null;
        }

        if (Logs(asked.Logs, config, problems) is not { } records)
        {
            return null;
        }

        IReadOnlyList<PreparedEvent> all = [.. initial, .. records];
        return new(config, all, Fold(all, config), listed);
    }

    /// <summary>The twin that a server or a replay keeps; no list of a snapshot is known of it.</summary>
    public static EstateAnswer? Stored(EstateQuestion asked, IStoredEstates? stored, List<string> problems)
    {
        if (asked.Logs.Count > 0 || asked.Snapshots.Count > 0)
        {
            problems.Add("--data is a twin of its own: give it, or logs and --snapshot");
            return null;
        }

        var config = RunConfigReader.Read(new(asked.Config, [], asked.Rules, NoDefaultRules: false), out var told);
        problems.AddRange(told);
        return config is not null && stored?.Read(asked.Data!, config, problems) is { } view ? new(config, [], view, ListedAnswers.None) : null;
    }

    /// <summary>The settled view of records.</summary>
    public static SettledView Fold(IEnumerable<PreparedEvent> records, RunConfig config)
    {
        var result = LocalEngine.Run(records, StageBinding.Stages(config), ShardId.DefaultTenant);
        return SettledStage.Settle(result.Worlds, StageBinding.Views(config), config.Intel);
    }

    private static List<PreparedEvent>? Logs(IReadOnlyList<string> paths, RunConfig config, List<string> problems)
    {
        if (paths.Count == 0)
        {
            return [];
        }

        var files = SourceFolder.List(paths, SourceLimits.Default, out var faults);
        var source = new ArrivalSource(files, SourceLimits.Default, Disturbance.None, config.Rules, config.Mappings);
        List<PreparedEvent> records = [.. source.Read()];
        if (records.Count == 0)
        {
            problems.Add(LogReading.NothingIn(files, source, faults));
            return null;
        }

        problems.AddRange(faults.Concat(source.DeadLetters.Select(static letter => $"{letter.Source}: {letter.Reason}")).Distinct(StringComparer.Ordinal));
        return records;
    }

    // Lists are read a second time: what is empty leaves no record, and that it was listed is what matters here.
    private static ListedAnswers? Listed(IReadOnlyList<string> snapshots, List<string> problems)
    {
        var all = new List<SnapshotLists>();
        foreach (var option in snapshots)
        {
            if (!InitialState.TrySplit(option, out var path, out _) || SnapshotFiles.Read([path], problems) is not { } lists)
            {
                return null;
            }

            all.Add(lists);
        }

        return new(
            (account, region) => all.Any(lists => lists.IsAnswered(TrailList, account, region)),
            (account, region) => all.Any(lists => lists.IsAnswered(FlowLogList, account, region)));
    }
}
