namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>The file <c>severity.yaml</c> as it stands.</summary>
internal sealed class SeverityTable
{
    public List<SeverityCombination> Combinations { get; init; } = [];

    public Dictionary<string, Dictionary<string, string>> Findings { get; init; } = [];
}
