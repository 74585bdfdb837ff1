namespace OrleansTwin.Incidents.Alerts;

internal sealed record FamilyTitle(string Family, string Title);
