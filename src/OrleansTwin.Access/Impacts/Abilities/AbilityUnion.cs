using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>Joins what an entity can do through several principals: the surer answer counts.</summary>
internal static class AbilityUnion
{
    public static AbilitySet Of(IReadOnlyList<(AbilitySet Set, IReadOnlyList<string> Via)> sets)
    {
        if (sets.Count == 0)
        {
            return AbilitySet.Nothing;
        }

        if (sets.Count == 1 && sets[0].Via.Count == 0)
        {
            return sets[0].Set;
        }

        var ranges = new Dictionary<(string, string), StoreRange>();
        var powers = new Dictionary<string, Judgement>(StringComparer.Ordinal);
        var unseen = new List<UnseenGrant>();
        foreach (var (set, via) in sets)
        {
            foreach (var (key, range) in set.Ranges)
            {
                ranges[key] = ranges.TryGetValue(key, out var known) ? Join(known, range, via) : Join(range with { Every = Judgement.No, Each = new Dictionary<EntityId, Judgement>() }, range, via);
            }

            foreach (var (can, judgement) in set.Powers)
            {
                powers[can] = Better(powers.GetValueOrDefault(can) ?? Judgement.No, Prefixed(judgement, via));
            }

            unseen.AddRange(set.Unseen);
        }

        return new(ranges, powers, unseen);
    }

    /// <summary>The surer of two; of equals the first.</summary>
    public static Judgement Better(Judgement one, Judgement other) => other.Verdict > one.Verdict ? other : one;

    public static Judgement Prefixed(Judgement judgement, IReadOnlyList<string> via) =>
        via.Count == 0 || judgement.Verdict == Verdict.No ? judgement : judgement with { Via = [.. via, .. judgement.Via] };

    private static StoreRange Join(StoreRange one, StoreRange other, IReadOnlyList<string> via)
    {
        var each = new Dictionary<EntityId, Judgement>(one.Each);
        foreach (var (id, judgement) in other.Each)
        {
            each[id] = Better(each.GetValueOrDefault(id) ?? Judgement.No, Prefixed(judgement, via));
        }

        return one with { Every = Better(one.Every, Prefixed(other.Every, via)), Each = each };
    }
}
