using OrleansTwin.Access.Impacts;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Protocol;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Lineage;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// What the shard's records mean, in one epoch: fold a batch, relate and decide what the entities answered, work causes out, journal.
/// When a batch runs, what is a copy, when a cut is taken and what is published again is the protocol's business (<see cref="ShardDriver"/>).
/// It runs in the account grain's turns only, so nothing here is locked.
/// </summary>
internal sealed class ShardRunner(ShardEnvironment environment, ShardDesk desk)
{
    private readonly List<FinishedImpact> _finished = [];

    /// <summary>Events of the batch in flight of which rules say something, or said something before a better copy came. One batch at a time.</summary>
    private readonly List<PreparedEvent> _said = [];

    public SignalLedger Signals { get; } = new();

    public ImpactLedger Impacts { get; } = new(environment.Stages, environment.Limits.ReachedMax, environment.Limits.MarksMax);

    public AlertLedger Alerts { get; } = new(environment.Stages, environment.Journal);

    public SequenceLedger Sequences { get; } = new(environment.Stages.Correlations);

    public FindingLedger Findings { get; } = new();

    public SortedDictionary<EventOrder, Mint> Mints { get; } = [];

    public SourceLedger Sources { get; } = new();

    /// <summary>Ids of the latest late events (<see cref="ShardLimits.LateEventsNamedMax"/>).</summary>
    public Queue<string> LateEvents { get; } = new();

    public SortedSet<EntityId> Entities { get; } = [];

    public Dictionary<string, EventRecord> History { get; } = new(StringComparer.Ordinal);

    public CopyBook Copies { get; } = new(environment.Limits.Lateness, environment.Limits.CopiesMax);

    public OwnerMeta Meta { get; set; } = OwnerMeta.Start;

    public CutRows Rows { get; private set; } = new();

    /// <summary>Rises with whatever changes, so that equal numbers of one epoch mean equal answers.</summary>
    public long Revision { get; private set; }

    /// <summary>The rows since the last time, for a cut that is taken now.</summary>
    public CutRows TakeRows()
    {
        var rows = Rows;
        Rows = new();
        return rows;
    }

    /// <summary>One part for each entity that the batch speaks of, in ordinal order.</summary>
    public IReadOnlyList<EntityBatch> Fold(IReadOnlyList<ShardRecord<PreparedEvent>> records)
    {
        var fold = new EntityFold();
        foreach (var record in records)
        {
            Fold(fold, record);
        }

        foreach (var gone in Copies.Prune(Meta.LastTicks))
        {
            Rows.Add(gone, null);
        }

        Meta = Meta with { CopyFloor = Copies.Floor };
        var asked = _said.SelectMany(UsualStage.Asks).ToLookup(static ask => ask.Said.Subject);
        var fresh = _said.Select(static prepared => prepared.Record.Id).ToHashSet(StringComparer.Ordinal);
        return [.. fold.Take().Select(batch =>
            SignalLedger.InOrder(asked[batch.Entity].Concat(Signals.AsksOf(batch, History).Where(ask => !fresh.Contains(ask.Of.Id)))) is { IsEmpty: false } asks ? batch with { Asks = asks } : batch)];
    }

    /// <summary>Takes the entities' answers in, in the order of their parts: relates, decides again what they bear on, raises the causes.</summary>
    public WorkOutcome Applied(IReadOnlyList<EntityBatch> batches, IReadOnlyList<EntityApplied> applied)
    {
        Revision++;
        var changes = new HashSet<(EntityId, EventOrder)>();
        var touched = new EstateTouch();
        var estate = desk.Estate;
        for (var index = 0; index < batches.Count; index++)
        {
            var (batch, state) = (batches[index], applied[index].State.Entity);
            Entities.Add(batch.Entity);
            touched.Add(batch, estate.LogOf(batch.Entity), state.Log);
            estate = estate.With(batch.Entity, state.Log, batch);
            changes.UnionWith(batch.Changes.Where(static change => change.Kind != ChangeKind.Refer).Select(change => (batch.Entity, change.At)));
            changes.UnionWith(batch.Withdrawn.Select(at => (batch.Entity, at)));
        }

        desk.Estate = estate;
        Say();
        foreach (var (result, batch) in applied.Zip(batches))
        {
            Replace($"entity:{batch.Entity.Value}", result.SignalsFrom, result.Signals);
            foreach (var weighed in result.Weighed.GroupBy(static signal => signal.Evidence[0]))
            {
                Replace(SignalLedger.Weighed(weighed.Key), DateTimeOffset.MinValue, weighed);
            }
        }

        DecideAgainstEstate(applied.Select(static result => result.State.Entity));
        foreach (var (origin, signals) in Sequences.Decide().Concat(Findings.Decide()))
        {
            Replace(origin, DateTimeOffset.MinValue, signals);
        }

        var raised = Impacts.Raise(changes, touched);
        environment.Counts.Raised(changes.Count, raised.Count - changes.Count);
        return new() { Marks = [.. raised.Select(static cause => new ShardMark(cause.Entity, cause.Order.EventId, cause.Order, Hop: 0))] };
    }

    /// <summary>
    /// What rules say of the batch's events, once their callers' states hold them. Those that the caller's past has a say in stand twice: as the
    /// rule said them, and as they are told beside the past.
    /// </summary>
    private void Say()
    {
        foreach (var prepared in _said)
        {
            Replace(SignalLedger.Weighed(prepared.Record.Id), DateTimeOffset.MinValue, []);
            Replace(SignalLedger.Said(prepared.Record.Id), DateTimeOffset.MinValue, prepared.Signals);
            Replace(SignalLedger.Weighed(prepared.Record.Id), DateTimeOffset.MinValue, UsualStage.Asks(prepared).Select(static ask => ask.Said));
        }

        _said.Clear();
    }

    /// <summary>Holds uses against the estate as it stands now.</summary>
    public void DecideAgainstEstate(IEnumerable<EntityState> states)
    {
        foreach (var state in states)
        {
            Replace($"estate:{state.Id.Value}", DateTimeOffset.MinValue, environment.Stages.EstateSignals(state, desk.Estate));
        }
    }

    /// <summary>The mark of a cause is to be published: begins it, or returns the hop marks that have no answer yet.</summary>
    public List<ImpactMark> Work(ShardMark mark, long generation) => Impacts.Take(mark.AsOf, mark.Entity, generation, desk.Epoch);

    /// <summary>Begins causes that wait; returns the hop marks to publish.</summary>
    public List<ImpactMark> WorkWaiting() => Finish(Impacts.Begin(desk.Estate, desk.Epoch));

    /// <summary>An entity's answer to a hop mark; returns the marks of the next hop.</summary>
    public List<ImpactMark> Report(ImpactMark mark, ImpactAnswer answer) => Finish(Impacts.Report(mark, answer));

    /// <summary>Journals what changed of the alerts; then the causes that were worked out before may count as done.</summary>
    public async Task<IReadOnlyList<FinishedImpact>> JournalAsync()
    {
        FinishedImpact[] finished = [.. _finished];
        _finished.Clear();
        await Alerts.PublishAsync(Signals, desk.Estate, Meta.LastTicks, environment.Clock);
        return finished;
    }

    /// <summary>Something waits for <see cref="JournalAsync"/>.</summary>
    public bool HasFinished => _finished.Count > 0;

    private List<ImpactMark> Finish((List<ImpactMark> Marks, List<FinishedImpact> Finished) work)
    {
        foreach (var done in work.Finished)
        {
            Revision++;
            var signals = done.Impact is null ? [] : environment.Stages.ImpactSignals(done.Impact);
            Replace($"impact:{CutRows.CauseKey(done.Cause, done.Changed)}", DateTimeOffset.MinValue, signals);
            Rows.Add(done);
            _finished.Add(done);
        }

        return work.Marks;
    }

    private void Fold(EntityFold fold, ShardRecord<PreparedEvent> record)
    {
        Revision++;
        var prepared = record.Value;
        var isHeld = Copies.Holds(prepared);
        if (isHeld && Copies.Of(prepared.Fingerprint) is { } held)
        {
            Amend(fold, held.Unpack(environment.Codec), prepared, record.Urgent);
        }
        else if (!isHeld && record.Fingerprint != prepared.Fingerprint)
        {
            // A copy of an event that is settled, or nearly: what the first copy said stays.
            Meta = Meta with { LateCopies = Meta.LateCopies + 1 };
        }
        else
        {
            if (prepared.IsState)
            {
                Meta = Meta with { Described = Meta.Described + 1 };
            }
            else
            {
                Count(prepared);
                Remember(prepared, record.Urgent);
            }

            fold.Add(prepared);
            if (isHeld)
            {
                Hold(prepared.CopyRank, prepared);
            }
        }
    }

    private void Amend(EntityFold fold, HeldCopy held, PreparedEvent copy, bool isUrgent)
    {
        var (before, after) = (held.Event, CopyJoin.Unite(held.Event, copy));
        fold.Amend(before, after);
        Hold(held.FirstRank, after);
        if (after.CopyRank == before.CopyRank)
        {
            return;
        }

        Meta = Meta with { Superseded = Meta.Superseded + 1 };
        if (before.Mint is { } mint)
        {
            Mints.Remove(mint.At);
            Rows.Add(mint.At, null);
        }

        _said.RemoveAll(said => said.Record.Id == before.Record.Id);
        _said.Add(after);
        Remember(after, isUrgent || History.ContainsKey(before.Record.Id));
    }

    private void Hold(string firstRank, PreparedEvent prepared)
    {
        var held = PackedCopy.Of(firstRank, prepared, environment.Codec);
        Copies.Put(prepared.Fingerprint, held);
        Rows.Add(prepared.Fingerprint, held);
    }

    private void Count(PreparedEvent prepared)
    {
        Sources.Add(prepared);
        var ticks = prepared.Order.Ticks;
        var late = Meta.Applied > 0 && ticks < Meta.LastTicks - environment.Limits.Lateness.Ticks;
        if (late && environment.Limits.LateEventsNamedMax > 0)
        {
            LateEvents.Enqueue(prepared.Record.Id);
            while (LateEvents.Count > environment.Limits.LateEventsNamedMax)
            {
                LateEvents.Dequeue();
            }
        }

        Meta = Meta with
        {
            Applied = Meta.Applied + 1,
            Late = Meta.Late + (late ? 1 : 0),
            FirstTicks = Math.Min(Meta.FirstTicks, ticks),
            LastTicks = Math.Max(Meta.LastTicks, ticks),
        };
    }

    private void Remember(PreparedEvent prepared, bool isKept)
    {
        if (isKept || environment.Limits.KeepAllEvents)
        {
            History[prepared.Record.Id] = prepared.Record;
            Rows.Add(prepared.Record);
            Sequences.Put(prepared.Record);
            Findings.Put(prepared.Record);
        }

        if (prepared.Mint is { } mint)
        {
            Mints[mint.At] = mint;
            Rows.Add(mint.At, mint);
        }

        if (!prepared.Signals.IsEmpty)
        {
            _said.RemoveAll(said => said.Record.Id == prepared.Record.Id);
            _said.Add(prepared);
        }
    }

    private void Replace(string origin, DateTimeOffset from, IEnumerable<Signal> signals)
    {
        foreach (var id in Signals.Replace(origin, from, signals))
        {
            var present = Signals.Of(origin, id);
            Rows.Add(origin, id, present);
            Alerts.Touch(present ?? Signals.LastOf(id));
        }
    }
}
