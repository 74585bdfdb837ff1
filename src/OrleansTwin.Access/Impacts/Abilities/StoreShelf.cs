using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>The known stores by kind as of a position, jewels first, then by id; cut at a bound.</summary>
internal sealed class StoreShelf(EstateAsOf estate, JewelConfig jewels, int storesMax)
{
    private readonly Dictionary<string, IReadOnlyList<KnownStore>> _byType = new(StringComparer.Ordinal);

    private readonly Dictionary<EntityId, KnownStore?> _byId = [];

    /// <summary>A kind had more stores than the bound.</summary>
    public bool Cut { get; private set; }

    public IReadOnlyList<KnownStore> Of(StoreKind kind)
    {
        if (_byType.TryGetValue(kind.Type, out var known))
        {
            return known;
        }

        var all = estate.OfType(kind.Type)
            .Select(id => Read(id, kind))
            .OrderByDescending(static store => JewelLevel.RankOf(store.Jewel?.Level))
            .ThenBy(static store => store.Id)
            .ToList();
        Cut |= all.Count > storesMax;
        known = all.Count > storesMax ? all[..storesMax] : all;
        return _byType[kind.Type] = known;
    }

    /// <summary>Those of the kind with a policy of their own that may speak of the principal, as of the position; by id, cut at the same bound.</summary>
    public IEnumerable<KnownStore> WithPolicy(StoreKind kind, EntityId principal, IPolicyJudge judge)
    {
        if (kind.Policy is null)
        {
            yield break;
        }

        var given = 0;
        foreach (var id in PolicyHolders.Of(estate.Estate.Setting(kind.Type, kind.Policy), kind, judge).Of(principal, estate))
        {
            if (estate.IsOfType(id, kind.Type))
            {
                if (given++ == storesMax)
                {
                    Cut = true;
                    yield break;
                }

                yield return Read(id, kind);
            }
        }
    }

    public KnownStore? Find(EntityId id)
    {
        if (_byId.TryGetValue(id, out var known))
        {
            return known;
        }

        var type = estate.View(id).Type;
        var kind = AbilityKnowledge.Default.Stores.FirstOrDefault(kind => kind.Type == type);
        return _byId[id] = kind is null ? null : Read(id, kind);
    }

    private KnownStore Read(EntityId id, StoreKind kind) =>
        new(id, kind, estate.View(id).Account ?? (id.AccountOf() is { Length: > 0 } account ? account : null), JewelStage.Of(id, estate, jewels));
}
