namespace OrleansTwin.Access.Attacks;

/// <summary>Bounds of drawing and asking an attack graph.</summary>
public sealed record AttackLimits
{
    public static AttackLimits Default { get; } = new();

    /// <summary>Questions of one identity about one store.</summary>
    public int StorePairsMax { get; init; } = 2_000_000;

    /// <summary>Questions of one interface about another.</summary>
    public int NetworkPairsMax { get; init; } = 20_000;

    public int EdgesMax { get; init; } = 2_000_000;

    /// <summary>Ports asked of one interface from the internet.</summary>
    public int PortsMax { get; init; } = 64;
}
