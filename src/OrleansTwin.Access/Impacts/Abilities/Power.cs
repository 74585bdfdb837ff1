namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>An ability over the account as a whole: all of <see cref="All"/>, and any of <see cref="Any"/> where it lists some.</summary>
internal sealed class Power
{
    public string Can { get; init; } = string.Empty;

    public string Finding { get; init; } = string.Empty;

    public string Severity { get; init; } = string.Empty;

    public List<ActionAsk> All { get; init; } = [];

    public List<ActionAsk> Any { get; init; } = [];
}
