namespace OrleansTwin.Incidents.Vendors;

internal sealed record EntityProperty(string Kind, string[] Names);
