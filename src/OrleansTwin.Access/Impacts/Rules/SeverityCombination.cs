namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>Findings that together weigh more than each.</summary>
internal sealed class SeverityCombination
{
    public List<string> All { get; init; } = [];

    public string Severity { get; init; } = string.Empty;
}
