namespace OrleansTwin.Incidents.Correlation;

/// <summary>A link that joined two parts of an incident: both ends (signal or impact ids), the kind (two for a pair of weak ones) and why.</summary>
public sealed record Link(string From, string To, LinkKind Kind, LinkKind? With, string Why);
