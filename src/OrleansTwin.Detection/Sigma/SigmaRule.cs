using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma;

/// <summary>A detection rule as read: metadata of the Sigma rules specification plus our own <c>x-</c> keys.</summary>
public sealed record SigmaRule
{
    public required SigmaPosition Position { get; init; }

    public required SigmaMetadata Metadata { get; init; }

    public required SigmaLogSource LogSource { get; init; }

    /// <summary>The condition with its selections put in.</summary>
    public required SigmaNode Detection { get; init; }

    /// <summary>Events that must and near misses that must not match, from <c>x-cases</c>.</summary>
    public ImmutableArray<SigmaCase> Cases { get; init; } = [];

    /// <summary>What correlation rules refer to: the name, else the id, else the file.</summary>
    public string Key => Metadata.Key;
}
