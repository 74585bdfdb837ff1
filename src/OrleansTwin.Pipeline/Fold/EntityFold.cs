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
        foreach (var contribution in prepared.Contributions)
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

    private readonly record struct ObservationKey(string Subject, Dimension? Dimension, Measure? Measure, string Value, int Hour);

    private sealed class Gathered
    {
        private readonly List<ResourceChange> _changes = [];
        private readonly List<KeptEvent> _kept = [];
        private readonly Dictionary<ObservationKey, Observation> _observations = [];
        private int _events;
        private long _first = long.MaxValue;
        private long _last = long.MinValue;

        public void Add(long ticks, Contribution contribution)
        {
            _events++;
            _first = Math.Min(_first, ticks);
            _last = Math.Max(_last, ticks);
            foreach (var change in contribution.Changes)
            {
                _changes.Add(change);
            }

            foreach (var kept in contribution.Kept)
            {
                _kept.Add(kept);
            }

            foreach (var observation in contribution.Observations)
            {
                var key = new ObservationKey(observation.Subject, observation.Dimension, observation.Measure, observation.Value, observation.Hour);
                _observations[key] = _observations.TryGetValue(key, out var known) ? Sum(known, observation) : observation;
            }
        }

        public EntityBatch ToBatch(EntityId id) => new()
        {
            Entity = id,
            Changes = _changes.ToValueArray(),
            Observations = _observations.Values.ToValueArray(),
            Kept = _kept.ToValueArray(),
            Events = _events,
            FirstTicks = _first,
            LastTicks = _last,
        };

        private static Observation Sum(Observation one, Observation other)
        {
            var first = one.First <= other.First ? one : other;
            return first with { Count = one.Count + other.Count, LastTicks = Math.Max(one.LastTicks, other.LastTicks) };
        }
    }
}
