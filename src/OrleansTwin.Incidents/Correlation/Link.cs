namespace OrleansTwin.Incidents.Correlation;

/// <summary>
/// A link that joined two parts of an incident: both ends (signal or impact ids), the kind (two for a pair of weak ones), what both ends
/// share by each, and why that joins.
/// </summary>
public sealed record Link(string From, string To, LinkKind Kind, string Shared, LinkKind? With, string? SharedWith, string Why);
