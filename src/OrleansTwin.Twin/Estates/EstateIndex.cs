using System.Collections.Immutable;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Twin.Estates;

/// <summary>
/// The Account's read-model: logs by reference (the grains own them), with reverse relations and types. Immutable, so a snapshot
/// may be read while the owner goes on. Only additions: what related at any time stays listed, and the as-of view filters,
/// so the index is a function of the set of changes.
/// </summary>
public sealed class EstateIndex : IEstate
{
    private readonly ImmutableSortedDictionary<EntityId, ChangeLog> _logs;
    private readonly ImmutableDictionary<EntityId, ImmutableSortedSet<EntityId>> _referrers;
    private readonly ImmutableDictionary<string, ImmutableSortedSet<EntityId>> _types;

    private EstateIndex(
        ImmutableSortedDictionary<EntityId, ChangeLog> logs,
        ImmutableDictionary<EntityId, ImmutableSortedSet<EntityId>> referrers,
        ImmutableDictionary<string, ImmutableSortedSet<EntityId>> types)
    {
        _logs = logs;
        _referrers = referrers;
        _types = types;
    }

    public static EstateIndex Empty { get; } = new(
        ImmutableSortedDictionary<EntityId, ChangeLog>.Empty,
        ImmutableDictionary<EntityId, ImmutableSortedSet<EntityId>>.Empty,
        ImmutableDictionary.Create<string, ImmutableSortedSet<EntityId>>(StringComparer.Ordinal));

    public int Count => _logs.Count;

    public IEnumerable<EntityId> All => _logs.Keys;

    public ChangeLog? LogOf(EntityId id) => _logs.GetValueOrDefault(id);

    public IEnumerable<EntityId> ReferrersOf(EntityId id) => _referrers.GetValueOrDefault(id) ?? [];

    public IEnumerable<EntityId> OfType(string type) => _types.GetValueOrDefault(type) ?? [];

    /// <summary>The index with the entity's present log; an empty or unchanged log changes nothing.</summary>
    public EstateIndex With(EntityId id, ChangeLog log)
    {
        var known = _logs.GetValueOrDefault(id);
        if (log.Count == 0 || ReferenceEquals(known?.Entries, log.Entries))
        {
            return this;
        }

        var (referrers, types) = (_referrers, _types);
        foreach (var (order, change) in log.Entries)
        {
            if (known is not null && known.Entries.TryGetValue(order, out var before) && ReferenceEquals(before, change))
            {
                continue;
            }

            types = Add(types, change.Entity.Type, id);
            foreach (var relation in change.Relations)
            {
                if (!relation.Removed)
                {
                    referrers = Add(referrers, relation.To, id);
                }
            }
        }

        return new(_logs.SetItem(id, log), referrers, types);
    }

    private static ImmutableDictionary<TKey, ImmutableSortedSet<EntityId>> Add<TKey>(
        ImmutableDictionary<TKey, ImmutableSortedSet<EntityId>> index, TKey key, EntityId id)
        where TKey : notnull
    {
        var set = index.GetValueOrDefault(key) ?? [];
        return set.Contains(id) ? index : index.SetItem(key, set.Add(id));
    }
}
