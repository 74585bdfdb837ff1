using System.CommandLine;
using OrleansTwin.Commands.Coverage;
using OrleansTwin.Commands.WhatIf;

namespace OrleansTwin.Commands.Answers;

/// <summary>The commands that read files, answer and end.</summary>
internal static class AnswerCommands
{
    /// <param name="stored">Reads what servers keep; null: questions with --data are refused.</param>
    public static IEnumerable<Command> All(IStoredEstates? stored = null)
    {
        yield return new Command("access", "What identities may do, and how they become more.") { DecideCommand.Create(), WhoCanCommand.Create(), EscalationsCommand.Create(), PathsCommand.Create() };
        yield return new Command("network", "What a packet reaches.") { ReachCommand.Create() };
        yield return new Command("rules", "Detection rules: check them, run the cases that they carry, measure them on recorded logs.") { RulesCheckCommand.Create(), RulesTestCommand.Create(), RulesBacktestCommand.Create() };
        yield return new Command("detect", "Anomalies in what was measured.") { SeriesCommand.Create() };
        yield return CorrelateCommand.Create();
        yield return WhatIfCommand.Create(stored);
        yield return CoverageCommand.Create(stored);
        yield return DrillCommand.Create();
    }

    public static Option<string?> Out() => new("--out") { Description = "File for the answers, one JSON object a line (default: standard output; a table on a terminal).", HelpName = "FILE" };
}
