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
/// The marks of a shard (DESIGN §4.5): every change is a cause; its direct part is worked out here, each hop by the entities reached.
/// A hop begins when all marks of the hop before are cleared, so the outcome does not depend on the order of answers.
/// A late change makes every later cause stale: it is worked out again from the estate, never amended by increments.
/// </summary>
public sealed class ImpactLedger(DecisionStages stages, int reachedMax, int marksMax)
{
    private readonly SortedDictionary<(EventOrder Order, EntityId Entity), Cause> _causes = [];
    private readonly SortedSet<(EventOrder Order, EntityId Entity)> _stale = [];
    private readonly HashSet<(EventOrder Order, EntityId Entity)> _working = [];

    private EventOrder _latest = EventOrder.Earliest;
    private TaskCompletionSource _moved = Fresh();

    public IEnumerable<Impact> Impacts => _causes.Values.Select(static cause => cause.Impact).OfType<Impact>();

    public int Open => _working.Count + _stale.Count;

    /// <summary>Marks published and not answered.</summary>
    public int Marks => _working.Sum(key => _causes[key].Waiting.Count);

    /// <summary>Returns when a cause has come to its end, or after <paramref name="longest"/>, when unanswered marks are due again.</summary>
    public async Task MovedAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await _moved.Task.WaitAsync(longest, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nothing moved: the caller publishes again what is overdue.
        }
    }

    /// <summary>Takes in the changes of a step; causes after the least of them have to be worked out again. Returns all that are.</summary>
    public IReadOnlyList<(EventOrder Order, EntityId Entity)> Raise(IReadOnlyCollection<(EntityId Entity, EventOrder Order)> changes)
    {
        var raised = new List<(EventOrder Order, EntityId Entity)>();
        if (changes.Count == 0)
        {
            return raised;
        }

        var least = changes.Min(static change => change.Order);
        foreach (var (entity, order) in changes)
        {
            _causes.TryAdd((order, entity), new());
            _stale.Add((order, entity));
            raised.Add((order, entity));
        }

        // In order of arrival nothing stands behind: the scan is for late changes only.
        if (least < _latest)
        {
            foreach (var key in _causes.Keys.Where(key => key.Order > least))
            {
                if (_stale.Add(key))
                {
                    raised.Add(key);
                }
            }
        }

        _latest = changes.Max(static change => change.Order) is var greatest && greatest > _latest ? greatest : _latest;
        return raised;
    }

    /// <summary>A cause known from the store, with its impact if it was worked out.</summary>
    public void Load(EntityId entity, EventOrder order, Impact? impact, bool open)
    {
        _causes[(order, entity)] = new() { Impact = impact };
        _latest = order > _latest ? order : _latest;
        if (open)
        {
            _stale.Add((order, entity));
        }
    }

    /// <summary>Begins stale causes while marks in flight allow; returns the marks to publish and what is finished at once.</summary>
    public (List<ImpactMark> Marks, List<FinishedImpact> Finished) Begin(IEstate estate, long epoch, long nowTicks)
    {
        _moved = Fresh();
        var inFlight = Marks;
        var marks = new List<ImpactMark>();
        var finished = new List<FinishedImpact>();
        while (_stale.Count > 0 && inFlight + marks.Count < marksMax)
        {
            var key = _stale.Min;
            _stale.Remove(key);
            var cause = _causes[key];
            cause.Generation++;
            cause.Parts.Clear();
            cause.Visited.Clear();
            cause.Waiting.Clear();
            cause.Frontier.Clear();
            cause.Cut = false;
            cause.Visited.Add(key.Entity);
            var change = estate.LogOf(key.Entity)?.Entries.GetValueOrDefault(key.Order);
            cause.Change = change;
            cause.Direct = change is null ? null : stages.Direct(change, estate);
            _working.Add(key);
            Advance(key, cause, cause.Direct is null ? [] : cause.Direct.Next, 1, epoch, nowTicks, marks, finished);
        }

        return (marks, finished);
    }

    /// <summary>An entity's answer to a mark; a repeated or outdated one changes nothing.</summary>
    public (List<ImpactMark> Marks, List<FinishedImpact> Finished) Report(ImpactMark mark, ImpactPart? part, long nowTicks)
    {
        var marks = new List<ImpactMark>();
        var finished = new List<FinishedImpact>();
        var key = (mark.Cause, mark.Changed);
        if (!_causes.TryGetValue(key, out var cause) || cause.Generation != mark.Generation || !cause.Waiting.Remove(mark.Reached))
        {
            return (marks, finished);
        }

        if (part is not null)
        {
            cause.Parts[mark.Reached] = part;
            cause.Frontier.UnionWith(part.Next);
        }

        if (cause.Waiting.Count == 0)
        {
            var frontier = cause.Frontier.ToList();
            cause.Frontier.Clear();
            Advance(key, cause, frontier, mark.Hop + 1, mark.Epoch, nowTicks, marks, finished);
        }

        return (marks, finished);
    }

    /// <summary>Marks published before <paramref name="beforeTicks"/> and not answered: to publish again.</summary>
    public List<ImpactMark> Overdue(long epoch, long beforeTicks, long nowTicks)
    {
        var marks = new List<ImpactMark>();
        foreach (var key in _working)
        {
            var cause = _causes[key];
            foreach (var (reached, published) in cause.Waiting.ToList())
            {
                if (published < beforeTicks)
                {
                    cause.Waiting[reached] = nowTicks;
                    marks.Add(new(epoch, key.Order, key.Entity, reached, cause.Hop, cause.Generation));
                }
            }
        }

        return marks;
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Advance(
        (EventOrder Order, EntityId Entity) key,
        Cause cause,
        IEnumerable<EntityId> next,
        int hop,
        long epoch,
        long nowTicks,
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
            cause.Waiting[id] = nowTicks;
            marks.Add(new(epoch, key.Order, key.Entity, id, hop, cause.Generation));
        }

        if (reached.Count == 0)
        {
            _working.Remove(key);
            _moved.TrySetResult();
            cause.Impact = cause.Direct is null || cause.Change is null ? null : stages.Merge(cause.Change, cause.Cut ? cause.Direct with { Complete = false } : cause.Direct, [.. cause.Parts.Values]);
            finished.Add(new(key.Order, key.Entity, cause.Impact));
        }
    }

    private sealed class Cause
    {
        public int Generation { get; set; }

        public ResourceChange? Change { get; set; }

        public ImpactPart? Direct { get; set; }

        public SortedDictionary<EntityId, ImpactPart> Parts { get; } = [];

        public HashSet<EntityId> Visited { get; } = [];

        public SortedSet<EntityId> Frontier { get; } = [];

        public Dictionary<EntityId, long> Waiting { get; } = [];

        public int Hop { get; set; }

        public bool Cut { get; set; }

        public Impact? Impact { get; set; }
    }
}
