namespace OrleansTwin.Incidents.Alerts;

/// <summary>Rules that give one kind of evidence, and why they count as it.</summary>
internal sealed record EvidenceClass(string[] Rules, string Class, string Why);
