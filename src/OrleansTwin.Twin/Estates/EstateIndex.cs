using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Twin.Estates;

/// <summary>
/// The Account's read-model: logs by reference (the grains own them), with reverse relations and types. Only additions:
/// what related at any time stays listed, and the as-of view filters, so the index is a function of the set of changes.
/// </summary>
public sealed class EstateIndex : IEstate
{
    private readonly SortedDictionary<EntityId, ChangeLog> _logs = [];
    private readonly Dictionary<EntityId, SortedSet<EntityId>> _referrers = [];
    private readonly Dictionary<string, SortedSet<EntityId>> _types = new(StringComparer.Ordinal);

    public int Count => _logs.Count;

    public IEnumerable<EntityId> All => _logs.Keys;

    public ChangeLog? LogOf(EntityId id) => _logs.GetValueOrDefault(id);

    public IEnumerable<EntityId> ReferrersOf(EntityId id) => _referrers.TryGetValue(id, out var found) ? found : [];

    public IEnumerable<EntityId> OfType(string type) => _types.TryGetValue(type, out var found) ? found : [];

    public void Upsert(EntityId id, ChangeLog log)
    {
        var known = _logs.GetValueOrDefault(id);
        if (ReferenceEquals(known, log) || log.Count == 0)
        {
            return;
        }

        _logs[id] = log;
        foreach (var (order, change) in log.Entries)
        {
            if (known is not null && known.Entries.TryGetValue(order, out var before) && ReferenceEquals(before, change))
            {
                continue;
            }

            Add(_types, change.Entity.Type, id);
            foreach (var relation in change.Relations)
            {
                if (!relation.Removed)
                {
                    Add(_referrers, relation.To, id);
                }
            }
        }
    }

    private static void Add<TKey>(Dictionary<TKey, SortedSet<EntityId>> index, TKey key, EntityId id)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var set))
        {
            index[key] = set = [];
        }

        set.Add(id);
    }
}
