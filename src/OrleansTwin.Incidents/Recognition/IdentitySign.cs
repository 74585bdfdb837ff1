namespace OrleansTwin.Incidents.Recognition;

internal sealed record IdentitySign(string Sign, IdentityKind Kind, int Points, string Why);
