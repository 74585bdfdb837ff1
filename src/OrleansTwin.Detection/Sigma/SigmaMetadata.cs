using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma;

/// <summary>What every kind of Sigma document says about itself.</summary>
public sealed record SigmaMetadata
{
    public required string Key { get; init; }

    public string? Id { get; init; }

    public string? Name { get; init; }

    public required string Title { get; init; }

    public string Description { get; init; } = "";

    public string Status { get; init; } = "";

    public SigmaLevel Level { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableArray<string> FalsePositives { get; init; } = [];

    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>Scalar attributes whose name begins with <c>x-</c>.</summary>
    public ImmutableSortedDictionary<string, string> Extensions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>ATT&amp;CK techniques of the tags, upper case: <c>T1098.001</c>.</summary>
    public IEnumerable<string> Techniques => Tags
        .Where(tag => tag.StartsWith("attack.t", StringComparison.Ordinal) && tag.Length > 8 && char.IsAsciiDigit(tag[8]))
        .Select(tag => tag[7..].ToUpperInvariant());

    /// <summary>ATT&amp;CK tactics of the tags with hyphens: <c>defense-evasion</c>.</summary>
    public IEnumerable<string> Tactics => Tags
        .Where(tag => tag.StartsWith("attack.", StringComparison.Ordinal) && !Techniques.Contains(tag[7..].ToUpperInvariant()))
        .Select(tag => tag[7..].Replace('_', '-'))
        .Where(tactic => tactic.Length > 0 && !(tactic[0] is 's' or 'g' && tactic.Length > 1 && char.IsAsciiDigit(tactic[1])));
}
