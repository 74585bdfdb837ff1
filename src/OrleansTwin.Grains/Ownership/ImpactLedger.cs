using OrleansTwin.Access.Impacts;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Pipeline;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// Works causes out: every change is one; its direct part is computed here, each hop by the entities reached. Which causes are open, and
/// when one is begun again, the protocol's marks say. A hop begins when all answers of the hop before are in, so the outcome does not
/// depend on their order. A cause keeps what it read (DESIGN §5): a late change of any of that makes it stale, and it is worked out again from
/// the estate, never amended by increments. One that is not finished, or was read back from the store, counts as having read everything.
/// </summary>
public sealed class ImpactLedger(DecisionStages stages, int reachedMax, int marksMax)
{
    private readonly SortedDictionary<(EventOrder Order, EntityId Entity), Cause> _causes = [];
    private readonly SortedSet<(EventOrder Order, EntityId Entity)> _waiting = [];
    private EventOrder _latest = EventOrder.Earliest;

    public IEnumerable<Impact> Impacts => _causes.Values.Select(static cause => cause.Impact).OfType<Impact>();

    /// <summary>Hop marks published and not answered.</summary>
    public int Marks { get; private set; }

    /// <summary>
    /// Takes in the changes of a step and what of the estate they touch. Returns the causes to be worked out (again): those changes, and what
    /// rests on something touched.
    /// </summary>
    public IReadOnlyCollection<(EventOrder Order, EntityId Entity)> Raise(IReadOnlyCollection<(EntityId Entity, EventOrder Order)> changes, EstateTouch touched)
    {
        var raised = new HashSet<(EventOrder Order, EntityId Entity)>();
        foreach (var (entity, order) in changes)
        {
            _causes.TryAdd((order, entity), new());
            raised.Add((order, entity));
        }

        // In order of arrival nothing stands behind: the scan is for late changes only.
        if (touched.Least <= _latest)
        {
            raised.UnionWith(_causes.Where(cause => touched.Touches(cause.Value.Reads, cause.Key.Order)).Select(static cause => cause.Key));
        }

        _latest = changes.Select(static change => change.Order).Append(_latest).Max();
        return raised;
    }

    /// <summary>A cause known from the store, with its impact if it was worked out.</summary>
    public void Load(EntityId entity, EventOrder order, Impact? impact)
    {
        _causes[(order, entity)] = new() { Impact = impact };
        _latest = order > _latest ? order : _latest;
    }

    /// <summary>
    /// The mark of a cause was published. Under a new generation the cause waits to be begun; under one that is being worked out already
    /// the hop marks not answered are returned, to be published again.
    /// </summary>
    public List<ImpactMark> Take(EventOrder order, EntityId entity, long generation, long epoch)
    {
        var key = (order, entity);
        if (!_causes.TryGetValue(key, out var cause))
        {
            _causes[key] = cause = new();
        }

        if (cause.Generation == generation)
        {
            return [.. cause.Waiting.Order().Select(reached => new ImpactMark(epoch, order, entity, reached, cause.Hop, generation))];
        }

        Marks -= cause.Waiting.Count;
        cause.Begin(generation);
        _waiting.Add(key);
        return [];
    }

    /// <summary>Begins causes that wait while marks in flight allow; returns the marks to publish and what is finished at once.</summary>
    public (List<ImpactMark> Marks, List<FinishedImpact> Finished) Begin(IEstate estate, long epoch)
    {
        var marks = new List<ImpactMark>();
        var finished = new List<FinishedImpact>();
        while (_waiting.Count > 0 && Marks < marksMax)
        {
            var key = _waiting.Min;
            _waiting.Remove(key);
            var cause = _causes[key];
            cause.Visited.Add(key.Entity);
            cause.Change = estate.LogOf(key.Entity)?.Entries.GetValueOrDefault(key.Order);
            var answer = cause.Change is null ? ImpactAnswer.Nothing : stages.Direct(cause.Change, estate);
            (cause.Direct, cause.Read) = (answer.Part, answer.Reads);
            Advance(key, cause, cause.Direct is null ? [] : cause.Direct.Next, 1, epoch, marks, finished);
        }

        return (marks, finished);
    }

    /// <summary>An entity's answer to a mark; a repeated or outdated one changes nothing.</summary>
    public (List<ImpactMark> Marks, List<FinishedImpact> Finished) Report(ImpactMark mark, ImpactAnswer answer)
    {
        var marks = new List<ImpactMark>();
        var finished = new List<FinishedImpact>();
        var key = (mark.Cause, mark.Changed);
        if (!_causes.TryGetValue(key, out var cause) || cause.Generation != mark.Generation || !cause.Waiting.Remove(mark.Reached))
        {
            return (marks, finished);
        }

        Marks--;
        cause.Read = cause.Read.And(answer.Reads);
        if (answer.Part is { } part)
        {
            cause.Parts[mark.Reached] = part;
            cause.Frontier.UnionWith(part.Next);
        }

        if (cause.Waiting.Count == 0)
        {
            var frontier = cause.Frontier.ToList();
            cause.Frontier.Clear();
            Advance(key, cause, frontier, mark.Hop + 1, mark.Epoch, marks, finished);
        }

        return (marks, finished);
    }

    private void Advance(
        (EventOrder Order, EntityId Entity) key,
        Cause cause,
        IEnumerable<EntityId> next,
        int hop,
        long epoch,
        List<ImpactMark> marks,
        List<FinishedImpact> finished)
    {
        // The parts bound hops and fan-out themselves; the whole is bounded here, cut in sorted order.
        var wanted = next.Where(id => !cause.Visited.Contains(id)).Distinct().Order().ToList();
        var reached = wanted.Take(Math.Max(0, reachedMax - cause.Parts.Count)).ToList();
        cause.Cut |= reached.Count < wanted.Count;
        cause.Hop = hop;
        foreach (var id in reached)
        {
            cause.Visited.Add(id);
            cause.Waiting.Add(id);
            Marks++;
            marks.Add(new(epoch, key.Order, key.Entity, id, hop, cause.Generation));
        }

        if (reached.Count == 0)
        {
            cause.Impact = cause.Direct is null || cause.Change is null ? null : stages.Merge(cause.Change, cause.Cut ? cause.Direct with { Complete = false } : cause.Direct, [.. cause.Parts.Values]);
            cause.Reads = cause.Read;
            finished.Add(new(key.Order, key.Entity, cause.Generation, cause.Impact));
        }
    }

    private sealed class Cause
    {
        /// <summary>Of the mark it is worked out for; 0 where it never was in this epoch.</summary>
        public long Generation { get; private set; }

        public ResourceChange? Change { get; set; }

        public ImpactPart? Direct { get; set; }

        public SortedDictionary<EntityId, ImpactPart> Parts { get; } = [];

        public HashSet<EntityId> Visited { get; } = [];

        public SortedSet<EntityId> Frontier { get; } = [];

        public HashSet<EntityId> Waiting { get; } = [];

        public int Hop { get; set; }

        public bool Cut { get; set; }

        public Impact? Impact { get; set; }

        /// <summary>What the working-out has read so far.</summary>
        public EstateReads Read { get; set; } = EstateReads.None;

        /// <summary>What the impact rests on.</summary>
        public EstateReads Reads { get; set; } = EstateReads.All;

        public void Begin(long generation)
        {
            Generation = generation;
            Parts.Clear();
            Visited.Clear();
            Waiting.Clear();
            Frontier.Clear();
            Cut = false;
            Reads = EstateReads.All;
        }
    }
}
