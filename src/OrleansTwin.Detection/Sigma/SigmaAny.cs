using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma;

/// <summary>Holds if at least one part holds; without parts it does not.</summary>
public sealed record SigmaAny(ImmutableArray<SigmaNode> Nodes) : SigmaNode;
