namespace OrleansTwin.Commands.Coverage;

/// <summary>What a question about an estate is asked of.</summary>
/// <param name="Logs">Files and folders with logs.</param>
/// <param name="Snapshots">Files and folders of snapshots, each with a time or without.</param>
/// <param name="Config">Configuration file.</param>
/// <param name="Rules">Further rules.</param>
internal sealed record EstateQuestion(IReadOnlyList<string> Logs, IReadOnlyList<string> Snapshots, string? Config, IReadOnlyList<string> Rules)
{
    /// <summary>Folder of a server or a replay, in place of logs and snapshots.</summary>
    public string? Data { get; init; }
}
