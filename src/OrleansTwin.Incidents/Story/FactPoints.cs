namespace OrleansTwin.Incidents.Story;

internal sealed record FactPoints(string Fact, int Points);
