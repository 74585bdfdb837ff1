namespace OrleansTwin.Incidents.Story;

internal sealed record TargetMove(string[] Types, string[] Can, string Action, string Tactic);
