namespace OrleansTwin.Pipeline.Coverage;

/// <summary>How something is seen in one account and region.</summary>
public sealed record PlaceSeen(string Account, string Region, Sighting Seen, string Why);
