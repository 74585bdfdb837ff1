using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma;

/// <summary>Holds if every part holds; without parts it holds.</summary>
public sealed record SigmaAll(ImmutableArray<SigmaNode> Nodes) : SigmaNode;
