namespace OrleansTwin.Access.Policies;

/// <summary>
/// Bounds for reading one policy document. They are wider than what AWS stores (6,144 characters for a managed
/// policy, 20 KiB for a bucket policy, 32 KiB for a key policy), so a real policy never meets them.
/// </summary>
public sealed record PolicyLimits
{
    public static PolicyLimits Default { get; } = new();

    /// <summary>Longest document in bytes of UTF-8.</summary>
    public int DocumentBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Deepest JSON nesting; a policy needs five.</summary>
    public int DepthMax { get; init; } = 16;

    /// <summary>Most statements in one document.</summary>
    public int StatementsMax { get; init; } = 10_000;

    /// <summary>Most strings in one list (actions, resources, principals, condition values).</summary>
    public int ListItemsMax { get; init; } = 10_000;

    /// <summary>Longest single string in characters.</summary>
    public int TextLengthMax { get; init; } = 8_192;

    /// <summary>Most problems reported for one document; reading stops there.</summary>
    public int DiagnosticsMax { get; init; } = 100;
}
