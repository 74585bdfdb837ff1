namespace OrleansTwin.Incidents.Correlation;

/// <summary>
/// A kind of link: hours of event time between its ends, identities among the signals that may share a key, and the sentence that
/// explains it. A key that more than <paramref name="UsersMax"/> had used before, as the twin remembers, is a hub and links nobody;
/// null: not asked. Leaves are linked within <paramref name="LeafHours"/>, null: as cores are.
/// </summary>
internal sealed record LinkRule(LinkKind Kind, LinkStrength Strength, int WindowHours, int IdentitiesMax, string Why, int? UsersMax = null, int? LeafHours = null)
{
    public TimeSpan Window => TimeSpan.FromHours(WindowHours);

    public TimeSpan WindowOf(bool isLeaf) => isLeaf && LeafHours is { } hours ? TimeSpan.FromHours(hours) : Window;
}
