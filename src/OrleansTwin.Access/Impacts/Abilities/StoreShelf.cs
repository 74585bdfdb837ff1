using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>The known stores by kind as of a position, jewels first, then by id; cut at a bound.</summary>
internal sealed class StoreShelf(EstateAsOf estate, JewelConfig jewels, int storesMax)
{
    private readonly Dictionary<string, IReadOnlyList<KnownStore>> _byType = new(StringComparer.Ordinal);

    private readonly Dictionary<string, IReadOnlyList<KnownStore>> _withPolicy = new(StringComparer.Ordinal);

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

    /// <summary>Those of the kind that have, or at any time had, a policy of their own; cut at the same bound.</summary>
    public IReadOnlyList<KnownStore> WithPolicy(StoreKind kind)
    {
        if (kind.Policy is null)
        {
            return [];
        }

        if (!_withPolicy.TryGetValue(kind.Type, out var known))
        {
            var all = estate.Estate.Setting(kind.Type, kind.Policy).Where(id => estate.IsOfType(id, kind.Type)).ToList();
            Cut |= all.Count > storesMax;
            _withPolicy[kind.Type] = known = [.. all.Take(storesMax).Select(id => Read(id, kind))];
        }

        return known;
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
