using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma;

/// <summary>A correlation rule as read.</summary>
public sealed record SigmaCorrelation
{
    public required SigmaPosition Position { get; init; }

    public required SigmaMetadata Metadata { get; init; }

    public required SigmaCorrelationKind Kind { get; init; }

    /// <summary>Ids or names of the rules it looks at, in order.</summary>
    public required ImmutableArray<string> Rules { get; init; }

    public required ImmutableArray<string> GroupBy { get; init; }

    public required TimeSpan Timespan { get; init; }

    /// <summary>All must hold. Empty only for the temporal kinds: then every rule must have matched.</summary>
    public ImmutableArray<SigmaThreshold> Thresholds { get; init; } = [];

    /// <summary>Fields whose values are counted or measured.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>For percentiles: which one, 0–100. 50 where the rule names none.</summary>
    public double Percentile { get; init; } = 50;

    /// <summary>Alias → (rule → field).</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Aliases { get; init; }
        = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>Whether the rules it looks at also speak for themselves.</summary>
    public bool Generate { get; init; }

    /// <summary>Rules none of whose events may stand in the group within the timespan after the first step (<c>x-absent</c>, ours).</summary>
    public ImmutableArray<string> Absent { get; init; } = [];

    public ImmutableArray<SigmaCase> Cases { get; init; } = [];

    public string Key => Metadata.Key;
}
