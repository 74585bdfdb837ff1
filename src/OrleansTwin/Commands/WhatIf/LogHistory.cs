using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Local;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Commands.WhatIf;

/// <summary>Logs folded once, in one thread, for a question about them.</summary>
internal static class LogHistory
{
    /// <summary>The settled view, or null with problems where there is no log.</summary>
    public static SettledView? Read(IReadOnlyList<string> paths, RunConfig config, List<string> problems)
    {
        var files = SourceFolder.List(paths, SourceLimits.Default, out var faults);
        if (files.Count == 0)
        {
            problems.AddRange(faults);
            problems.Add($"--logs: no log in {string.Join(", ", paths.Select(static p => $"`{p}`"))}. {LogReading.WhatToGive}");
            return null;
        }

        var source = new ArrivalSource(files, SourceLimits.Default, Disturbance.None, config.Rules, config.Mappings);
        var result = LocalEngine.Run(source.Read(), StageBinding.Stages(config), ShardId.DefaultTenant);
        if (result.Counts.Read == 0)
        {
            problems.Add(LogReading.NothingIn(files, source, faults));
            return null;
        }

        problems.AddRange(source.DeadLetters.Select(static letter => $"{letter.Source}: {letter.Reason}").Distinct(StringComparer.Ordinal));
        return SettledStage.Settle(result.Worlds, StageBinding.Views(config), config.Intel);
    }
}
