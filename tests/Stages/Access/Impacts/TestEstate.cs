using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

/// <summary>The obvious estate: logs in a map, referrers and types by looking at all of them once per change.</summary>
internal sealed class TestEstate : IEstate
{
    private readonly SortedDictionary<EntityId, ChangeLog> _logs = [];
    private readonly Dictionary<EntityId, SortedSet<EntityId>> _referrers = [];
    private readonly Dictionary<string, SortedSet<EntityId>> _types = [];

    public IEnumerable<EntityId> All => _logs.Keys;

    public ChangeLog? LogOf(EntityId id) => _logs.GetValueOrDefault(id);

    public IEnumerable<EntityId> ReferrersOf(EntityId id) => _referrers.GetValueOrDefault(id) ?? [];

    public IEnumerable<EntityId> OfType(string type) => _types.GetValueOrDefault(type) ?? [];

    public void Put(Model.Changes.ResourceChange change)
    {
        _logs[change.Entity.Id] = (_logs.GetValueOrDefault(change.Entity.Id) ?? ChangeLog.Empty).Add(change);
        Add(_types, change.Entity.Type, change.Entity.Id);
        foreach (var relation in change.Relations)
        {
            Add(_referrers, relation.To, change.Entity.Id);
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
