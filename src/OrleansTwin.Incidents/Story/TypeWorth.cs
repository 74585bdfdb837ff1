namespace OrleansTwin.Incidents.Story;

/// <summary>How bad it is if a thing of one of the types is reached.</summary>
internal sealed record TypeWorth(string[] Types, int Weight);
