namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>An ability over a store: any one of the actions is enough.</summary>
internal sealed class StoreAbility
{
    public string Can { get; init; } = string.Empty;

    public string On { get; init; } = "{arn}";

    public List<string> Any { get; init; } = [];
}
