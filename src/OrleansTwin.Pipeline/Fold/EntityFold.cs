using System.Runtime.InteropServices;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>
/// Gathers contributions of distinct events by entity and sums equal observations, so that an entity is called once a batch.
/// Folding in one batch or several gives the same states (TwinReducer).
/// </summary>
public sealed class EntityFold
{
    private readonly Dictionary<EntityId, Gathered> _entities = [];

    public int EntityCount => _entities.Count;

    public int EventCount { get; private set; }

    public bool Touches(EntityId id) => _entities.ContainsKey(id);

    public void Add(PreparedEvent prepared)
    {
        EventCount++;
        foreach (var contribution in prepared.Contributions.AsSpan())
        {
            if (!_entities.TryGetValue(contribution.Entity, out var gathered))
            {
                _entities[contribution.Entity] = gathered = new();
            }

            gathered.Add(prepared.Order.Ticks, contribution);
        }
    }

    /// <summary>Batches of all entities in ordinal order, and an empty fold.</summary>
    public IReadOnlyList<EntityBatch> Take()
    {
        var batches = _entities.Select(static pair => pair.Value.ToBatch(pair.Key)).OrderBy(static batch => batch.Entity).ToList();
        _entities.Clear();
        EventCount = 0;
        return batches;
    }

    /// <summary>Takes the batch of one entity, if it has one.</summary>
    public EntityBatch? Take(EntityId id) => _entities.Remove(id, out var gathered) ? gathered.ToBatch(id) : null;

    private sealed class Gathered
    {
        private readonly List<ResourceChange> _changes = [];
        private readonly List<KeptEvent> _kept = [];
        private readonly Dictionary<ObservationKey, ObservationSum> _observations = new(ObservationKey.Comparer);
        private int _events;
        private long _first = long.MaxValue;
        private long _last = long.MinValue;

        public void Add(long ticks, Contribution contribution)
        {
            _events++;
            _first = Math.Min(_first, ticks);
            _last = Math.Max(_last, ticks);
            foreach (var change in contribution.Changes.AsSpan())
            {
                _changes.Add(change);
            }

            foreach (var kept in contribution.Kept.AsSpan())
            {
                _kept.Add(kept);
            }

            foreach (var observation in contribution.Observations.AsSpan())
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_observations, ObservationKey.Of(observation), out _);
                sum.Add(observation);
            }
        }

        public EntityBatch ToBatch(EntityId id)
        {
            var observations = new Observation[_observations.Count];
            var at = 0;
            foreach (var sum in _observations.Values)
            {
                observations[at++] = sum.Total;
            }

            return new()
            {
                Entity = id,
                Changes = _changes.ToValueArray(),
                Observations = at == 0 ? [] : new(observations),
                Kept = _kept.ToValueArray(),
                Events = _events,
                FirstTicks = _first,
                LastTicks = _last,
            };
        }
    }
}
