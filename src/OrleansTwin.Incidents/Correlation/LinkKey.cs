namespace OrleansTwin.Incidents.Correlation;

/// <summary>What two nodes must share for a link of the kind.</summary>
internal readonly record struct LinkKey(LinkKind Kind, string Value);
