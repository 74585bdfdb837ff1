namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>All that an entity can do, as far as known.</summary>
internal sealed record AbilitySet(
    IReadOnlyDictionary<(string Type, string Can), StoreRange> Ranges,
    IReadOnlyDictionary<string, Judgement> Powers,
    IReadOnlyList<UnseenGrant> Unseen)
{
    public static AbilitySet Nothing { get; } = new(new Dictionary<(string, string), StoreRange>(), new Dictionary<string, Judgement>(), []);

    public bool IsNothing => Ranges.Count == 0 && Powers.Count == 0 && Unseen.Count == 0;
}
