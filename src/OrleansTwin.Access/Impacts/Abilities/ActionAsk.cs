namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>An action asked on a resource template of <c>stores.yaml</c>.</summary>
internal sealed class ActionAsk
{
    public string Action { get; init; } = string.Empty;

    public string On { get; init; } = "*";
}
