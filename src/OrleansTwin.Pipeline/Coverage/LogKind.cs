namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A kind of log beside trails; one entry of <c>Data/logging.json</c>.</summary>
/// <param name="Type">Resource type.</param>
/// <param name="Switch">Attribute that says whether it is on; null: what exists is on.</param>
/// <param name="Only">For types that serve much else: what makes one a log.</param>
public sealed record LogKind(string Type, string? Switch, AttributeText? Only)
{
    /// <summary>Values of the switch that mean on.</summary>
    public IReadOnlyList<string> Yes { get; init; } = [];

    /// <summary>Values of the switch that mean off.</summary>
    public IReadOnlyList<string> No { get; init; } = [];

    /// <summary>Attributes that say what it records.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];
}
