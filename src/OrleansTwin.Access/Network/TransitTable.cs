using System.Collections.Immutable;

namespace OrleansTwin.Access.Network;

/// <summary>A route table of a transit gateway.</summary>
/// <param name="Routes">Static and found routes.</param>
/// <param name="Propagated">Attachments whose own addresses are routes too.</param>
/// <param name="Known">False where static or propagated routes were not seen.</param>
public sealed record TransitTable(ImmutableArray<TransitRoute> Routes, ImmutableArray<string> Propagated, bool Known);
