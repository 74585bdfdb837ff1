namespace OrleansTwin.Commands;

/// <summary>Files that tell a run what the logs do not: configuration, indicators, rules.</summary>
internal sealed record RunInputs(string? Config, IReadOnlyList<string> Intel, IReadOnlyList<string> Rules, bool NoDefaultRules)
{
    /// <summary>Keys of the configuration file that somebody else reads.</summary>
    public IReadOnlyList<string> OtherKeys { get; init; } = [];
}
