namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>One line of <c>spread.yaml</c>.</summary>
internal sealed class SpreadEdge
{
    public List<string> From { get; init; } = [];

    public string? Referrers { get; init; }

    public string? Targets { get; init; }
}
