using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// What <see cref="Of"/> finds in one set and not, or less surely, in the other: the gains of a change with (before, after),
/// its losses with (after, before).
/// </summary>
internal sealed record AbilityDelta(IReadOnlyList<RangeDelta> Ranges, IReadOnlyList<(Power Power, Judgement Judgement)> Powers, IReadOnlyList<UnseenGrant> Unseen)
{
    public bool IsEmpty => Ranges.Count == 0 && Powers.Count == 0 && Unseen.Count == 0;

    public static AbilityDelta Of(AbilitySet less, AbilitySet more)
    {
        var ranges = new List<RangeDelta>();
        foreach (var kind in AbilityKnowledge.Default.Stores)
        {
            foreach (var ability in kind.Abilities)
            {
                if (more.Ranges.TryGetValue((kind.Type, ability.Can), out var range) && Rest(less.Ranges.GetValueOrDefault((kind.Type, ability.Can)), range) is { } delta)
                {
                    ranges.Add(delta);
                }
            }
        }

        var powers = AbilityKnowledge.Default.Powers
            .Where(power => more.Powers.TryGetValue(power.Can, out var now) && now.Verdict > (less.Powers.GetValueOrDefault(power.Can)?.Verdict ?? Verdict.No))
            .Select(power => (power, more.Powers[power.Can]))
            .ToList();
        var had = less.Unseen.Select(static unseen => unseen.What).ToHashSet(StringComparer.Ordinal);
        var unseen = more.Unseen.Where(unseen => unseen.Grants && !had.Contains(unseen.What)).OrderBy(static unseen => unseen.What, StringComparer.Ordinal).ToList();
        return new(ranges, powers, unseen);
    }

    private static RangeDelta? Rest(StoreRange? less, StoreRange more)
    {
        var every = more.Every.Verdict > (less?.Every.Verdict ?? Verdict.No) ? more.Every : null;
        var each = new List<KeyValuePair<EntityId, Judgement>>();
        foreach (var (id, judgement) in more.Each)
        {
            if (judgement.Verdict > (less?.Each.GetValueOrDefault(id)?.Verdict ?? Verdict.No))
            {
                each.Add(new(id, judgement));
            }
        }

        return every is null && each.Count == 0 ? null : new(more.Kind, more.Can, more.Pattern, every, each);
    }
}
