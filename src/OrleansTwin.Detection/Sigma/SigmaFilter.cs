using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma;

/// <summary>A Sigma filter: a condition that is added to other rules of the same log source.</summary>
/// <param name="Rules">Ids or names of the rules; empty for <c>any</c>.</param>
public sealed record SigmaFilter(
    SigmaPosition Position,
    SigmaMetadata Metadata,
    SigmaLogSource LogSource,
    ImmutableArray<string> Rules,
    SigmaNode Condition);
