using OrleansTwin.Access.WhatIf.Changes;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Commands.WhatIf;

/// <summary>What <c>twin what-if</c> was asked.</summary>
/// <param name="Snapshots">Of the world; with none it is folded from the logs.</param>
/// <param name="Logs">The history, and the world where no snapshot is given.</param>
/// <param name="Data">Folder of a server or a replay, in place of logs.</param>
/// <param name="Change">The change file.</param>
/// <param name="History">How far before the last event calls are held against the change; null: not at all.</param>
/// <param name="FailOn">Severity from which the command ends with 4.</param>
/// <param name="Format">json, markdown or sarif.</param>
internal sealed record WhatIfOptions(
    IReadOnlyList<string> Snapshots, IReadOnlyList<string> Logs, string? Data, string Change, string? Config, TimeSpan? History, Severity? FailOn, string Format, string? Out, ChangeOptions Reading);
