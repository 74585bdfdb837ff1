using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Responses;

/// <summary>
/// The command argument by argument and quoted for two shells. All are left out, and <see cref="Withheld"/> says why, where a value is not
/// known or holds characters that a shell could obey.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.rcommand")]
public sealed record PlanCommand
{
    [Id(0)] public ValueArray<string> Arguments { get; init; }

    [Id(1)] public string? Bash { get; init; }

    [Id(2)] public string? PowerShell { get; init; }

    /// <summary>Files that the command reads, to be saved beside it.</summary>
    [Id(3)] public ValueArray<PlanFile> Files { get; init; }

    [Id(4)] public string? Withheld { get; init; }
}
