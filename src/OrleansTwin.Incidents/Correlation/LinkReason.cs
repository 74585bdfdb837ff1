namespace OrleansTwin.Incidents.Correlation;

/// <summary>By what two nodes are linked, and the value they share; a pair of weak kinds has two.</summary>
internal readonly record struct LinkReason(LinkKind Kind, string Shared, LinkKind? With = null, string? SharedWith = null);
