namespace OrleansTwin.Incidents.Correlation;

/// <summary>A kind of link: hours of event time between its ends, identities that may share a key, and the sentence that explains it.</summary>
internal sealed record LinkRule(LinkKind Kind, LinkStrength Strength, int WindowHours, int IdentitiesMax, string Why)
{
    public TimeSpan Window => TimeSpan.FromHours(WindowHours);
}
