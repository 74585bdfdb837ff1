namespace OrleansTwin.Commands;

/// <summary>What <c>twin open</c> was asked to do.</summary>
internal sealed record OpenOptions(IReadOnlyList<string> Paths, string? Data, IReadOnlyList<string> Urls, string? Config, IReadOnlyList<string> Intel, IReadOnlyList<string> Rules, bool NoDefaultRules, IReadOnlyList<string> Snapshots);
