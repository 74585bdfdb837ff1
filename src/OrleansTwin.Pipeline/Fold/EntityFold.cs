using System.Runtime.InteropServices;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
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
            Of(contribution.Entity).Add(prepared.IsState ? null : prepared.Order.Ticks, contribution);
        }
    }

    /// <summary>
    /// An event that was folded before, here or in an earlier batch, is now known by a further copy (<see cref="CopyJoin"/>): what it said
    /// changed is withdrawn where it says something else now, what it shows beside is added. Entities that see no difference get no part.
    /// </summary>
    public void Amend(PreparedEvent before, PreparedEvent after)
    {
        var known = before.Contributions.ToDictionary(static contribution => contribution.Entity);
        foreach (var contribution in after.Contributions)
        {
            if (!known.TryGetValue(contribution.Entity, out var was))
            {
                Of(contribution.Entity).Add(after.Order.Ticks, contribution);
            }
            else if (!was.Equals(contribution))
            {
                Of(contribution.Entity).Amend(after.Order.Ticks, was, contribution);
            }
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

    private Gathered Of(EntityId id)
    {
        if (!_entities.TryGetValue(id, out var gathered))
        {
            _entities[id] = gathered = new();
        }

        return gathered;
    }

    private sealed class Gathered
    {
        private readonly List<ResourceChange> _changes = [];
        private readonly Dictionary<MentionKey, ResourceChange> _mentions = [];
        private readonly List<KeptEvent> _kept = [];
        private readonly SortedSet<EventOrder> _withdrawn = [];
        private readonly Dictionary<ObservationKey, ObservationSum> _observations = new(ObservationKey.Comparer);
        private int _events;
        private long _first = long.MaxValue;
        private long _last = long.MinValue;

        /// <param name="ticks">When the entity was seen; null where it was only described.</param>
        public void Add(long? ticks, Contribution contribution)
        {
            _events++;
            if (ticks is { } seen)
            {
                Span(seen);
            }

            Say(contribution);
            foreach (var observation in contribution.Observations.AsSpan())
            {
                Observe(observation);
            }
        }

        public void Amend(long ticks, Contribution before, Contribution after)
        {
            Span(ticks);
            if (!before.Changes.Equals(after.Changes) || !before.Kept.Equals(after.Kept))
            {
                foreach (var at in before.Changes.Where(static change => !change.IsMention).Select(static change => change.At).Concat(before.Kept.Select(static kept => kept.At)))
                {
                    _changes.RemoveAll(change => change.At == at);
                    _kept.RemoveAll(kept => kept.At == at);
                    _withdrawn.Add(at);
                }

                Say(after);
            }

            var known = CopyJoin.Sum(before.Observations);
            foreach (var (key, observation) in CopyJoin.Sum(after.Observations))
            {
                if (!known.TryGetValue(key, out var was))
                {
                    Observe(observation);
                }
                else if (!was.Equals(observation))
                {
                    Observe(observation with { Count = observation.Count - was.Count });
                }
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
                Mentions = _mentions.Count == 0 ? [] : MentionSet.InOrder(_mentions.Values).ToValueArray(),
                Observations = at == 0 ? [] : new(observations),
                Kept = _kept.ToValueArray(),
                Events = _events,
                FirstTicks = _first,
                LastTicks = _last,
                Withdrawn = _withdrawn.ToValueArray(),
            };
        }

        private void Span(long ticks)
        {
            _first = Math.Min(_first, ticks);
            _last = Math.Max(_last, ticks);
        }

        private void Say(Contribution contribution)
        {
            foreach (var change in contribution.Changes.AsSpan())
            {
                if (change.IsMention)
                {
                    ref var earliest = ref CollectionsMarshal.GetValueRefOrAddDefault(_mentions, MentionKey.Of(change), out var exists);
                    earliest = !exists || MentionSet.Compare(change, earliest!) < 0 ? change : earliest;
                }
                else
                {
                    _changes.Add(change);
                }
            }

            foreach (var kept in contribution.Kept.AsSpan())
            {
                _kept.Add(kept);
            }
        }

        private void Observe(Observation observation)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_observations, ObservationKey.Of(observation), out _);
            sum.Add(observation);
        }
    }
}
