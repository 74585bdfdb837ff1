using System.Collections.Immutable;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Twin.Estates;

/// <summary>
/// The Account's read-model: logs by reference (the grains own them), with reverse relations and types. Immutable, so a snapshot
/// may be read while the owner goes on. What related at any time stays listed, and the as-of view filters, so the index is a function of
/// the set of changes.
/// </summary>
public sealed class EstateIndex : IEstate
{
    private readonly ImmutableSortedDictionary<EntityId, ChangeLog> _logs;
    private readonly ImmutableDictionary<EntityId, ImmutableSortedSet<EntityId>> _referrers;
    private readonly ImmutableDictionary<string, ImmutableSortedSet<EntityId>> _types;
    private readonly ImmutableDictionary<(string Type, string Path), ImmutableSortedDictionary<EntityId, ChangeLog>> _settings;

    private EstateIndex(
        ImmutableSortedDictionary<EntityId, ChangeLog> logs,
        ImmutableDictionary<EntityId, ImmutableSortedSet<EntityId>> referrers,
        ImmutableDictionary<string, ImmutableSortedSet<EntityId>> types,
        ImmutableDictionary<(string Type, string Path), ImmutableSortedDictionary<EntityId, ChangeLog>> settings)
    {
        _logs = logs;
        _referrers = referrers;
        _types = types;
        _settings = settings;
    }

    /// <summary>Attributes that hold the policy of a resource: who sets one is listed, since few resources have any.</summary>
    public static ImmutableHashSet<string> ListedAttributes { get; } = ImmutableHashSet.Create(StringComparer.Ordinal, "policy", "keyPolicy", "resourcePolicy");

    public static EstateIndex Empty { get; } = new(
        ImmutableSortedDictionary<EntityId, ChangeLog>.Empty,
        ImmutableDictionary<EntityId, ImmutableSortedSet<EntityId>>.Empty,
        ImmutableDictionary.Create<string, ImmutableSortedSet<EntityId>>(StringComparer.Ordinal),
        ImmutableDictionary<(string, string), ImmutableSortedDictionary<EntityId, ChangeLog>>.Empty);

    public int Count => _logs.Count;

    public IEnumerable<EntityId> All => _logs.Keys;

    public ChangeLog? LogOf(EntityId id) => _logs.GetValueOrDefault(id);

    public IEnumerable<EntityId> ReferrersOf(EntityId id) => _referrers.GetValueOrDefault(id) ?? [];

    public IEnumerable<EntityId> OfType(string type) => _types.GetValueOrDefault(type) ?? [];

    public ImmutableSortedDictionary<EntityId, ChangeLog> Setting(string type, string path) => ListedAttributes.Contains(path)
        ? _settings.GetValueOrDefault((type, path)) ?? ImmutableSortedDictionary<EntityId, ChangeLog>.Empty
        : IEstate.Setting(this, type, path);

    /// <summary>The index with the entity's present log; an unchanged one changes nothing. What a log no longer says (a better copy came) is no longer listed.</summary>
    public EstateIndex With(EntityId id, ChangeLog log)
    {
        var known = _logs.GetValueOrDefault(id);
        if ((known is null && log.IsEmpty) || ReferenceEquals(known, log))
        {
            return this;
        }

        return known is null ? Listing(id, log, log.All()) : Without(id, known).Listing(id, log, log.All());
    }

    /// <summary>As <see cref="With(EntityId, ChangeLog)"/>, where <paramref name="log"/> is the listed one after <paramref name="batch"/>: only what the batch brought is looked at.</summary>
    public EstateIndex With(EntityId id, ChangeLog log, EntityBatch batch)
    {
        var known = _logs.GetValueOrDefault(id);
        if (known is null || !batch.Withdrawn.IsEmpty)
        {
            return With(id, log);
        }

        return ReferenceEquals(known, log) ? this : Listing(id, log, batch.Changes.Select(change => log.Entries.GetValueOrDefault(change.At)).OfType<ResourceChange>().Concat(batch.Mentions));
    }

    private EstateIndex Listing(EntityId id, ChangeLog log, IEnumerable<ResourceChange> said)
    {
        var (referrers, types, settings) = (_referrers, _types, _settings);
        foreach (var change in said)
        {
            types = Add(types, change.Entity.Type, id);
            foreach (var attribute in change.Attributes)
            {
                settings = ListedAttributes.Contains(attribute.Path) ? Put(settings, (change.Entity.Type, attribute.Path), id, log) : settings;
            }

            foreach (var relation in change.Relations)
            {
                if (!relation.Removed)
                {
                    referrers = Add(referrers, relation.To, id);
                }
            }
        }

        // Who is listed is listed with its present log.
        foreach (var (key, holders) in settings)
        {
            settings = holders.ContainsKey(id) ? Put(settings, key, id, log) : settings;
        }

        return new(_logs.SetItem(id, log), referrers, types, settings);
    }

    private static ImmutableDictionary<(string Type, string Path), ImmutableSortedDictionary<EntityId, ChangeLog>> Put(
        ImmutableDictionary<(string Type, string Path), ImmutableSortedDictionary<EntityId, ChangeLog>> settings, (string Type, string Path) key, EntityId id, ChangeLog log) =>
        settings.SetItem(key, (settings.GetValueOrDefault(key) ?? ImmutableSortedDictionary<EntityId, ChangeLog>.Empty).SetItem(id, log));

    private EstateIndex Without(EntityId id, ChangeLog known)
    {
        var (referrers, types, settings) = (_referrers, _types, _settings);
        foreach (var change in known.All())
        {
            types = Remove(types, change.Entity.Type, id);
            foreach (var attribute in change.Attributes)
            {
                var key = (change.Entity.Type, attribute.Path);
                settings = settings.TryGetValue(key, out var holders) ? settings.SetItem(key, holders.Remove(id)) : settings;
            }

            foreach (var relation in change.Relations)
            {
                referrers = Remove(referrers, relation.To, id);
            }
        }

        return new(_logs.Remove(id), referrers, types, settings);
    }

    private static ImmutableDictionary<TKey, ImmutableSortedSet<EntityId>> Remove<TKey>(
        ImmutableDictionary<TKey, ImmutableSortedSet<EntityId>> index, TKey key, EntityId id)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var set) || !set.Contains(id))
        {
            return index;
        }

        var left = set.Remove(id);
        return left.IsEmpty ? index.Remove(key) : index.SetItem(key, left);
    }

    private static ImmutableDictionary<TKey, ImmutableSortedSet<EntityId>> Add<TKey>(
        ImmutableDictionary<TKey, ImmutableSortedSet<EntityId>> index, TKey key, EntityId id)
        where TKey : notnull
    {
        var set = index.GetValueOrDefault(key) ?? [];
        return set.Contains(id) ? index : index.SetItem(key, set.Add(id));
    }
}
