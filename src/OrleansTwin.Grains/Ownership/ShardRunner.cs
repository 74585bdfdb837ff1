using OrleansTwin.Access.Impacts;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Rules;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Lineage;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// The owner's work on one shard, step by step: take in, gather, apply, relate, decide, mark, journal. It runs in the account grain's
/// turns only (one pump), so nothing here is locked. What is durable is written by <see cref="ShardCutter"/>.
/// </summary>
internal sealed class ShardRunner(ShardId shard, ShardEnvironment environment, ShardDesk desk, Func<ImpactMark, Task> publish)
{
    private const int NotGathered = -1;

    private readonly EntityFold _gathered = new();
    private readonly SeenFilter _seen = new(environment.Limits.SeenValuesMax);
    private long _gatheredSince = NotGathered;
    private long _latestTicks = long.MinValue;

    public FingerprintSet Fingerprints { get; } = new(environment.Limits.FingerprintsMax);

    public SignalLedger Signals { get; } = new();

    public ImpactLedger Impacts { get; } = new(environment.Stages, environment.Limits.ReachedMax, environment.Limits.MarksMax);

    public AlertLedger Alerts { get; } = new(environment.Stages, environment.Journal);

    public SequenceLedger Sequences { get; } = new(environment.Stages.Correlations);

    public MintIndex Mints { get; } = new();

    public SourceLedger Sources { get; } = new();

    public SortedSet<EntityId> Entities { get; } = [];

    public Dictionary<string, EventRecord> History { get; } = new(StringComparer.Ordinal);

    public OwnerMeta Meta { get; set; } = OwnerMeta.Start;

    public CutRows Rows { get; set; } = new();

    /// <summary>Rises with whatever changes, so that equal numbers of one epoch mean equal answers.</summary>
    public long Revision { get; private set; }

    public bool HasGathered => _gathered.EntityCount > 0;

    /// <summary>One step: the arrivals given, then whatever is due.</summary>
    public async Task StepAsync(IReadOnlyList<Arrival> arrivals, long nextArrival, bool flushAll, EntityId flush)
    {
        var now = environment.Clock.GetTimestamp();
        var urgent = Take(arrivals, now);
        Meta = Meta with { NextArrival = Math.Max(Meta.NextArrival, nextArrival) };
        if (!flush.IsNone)
        {
            urgent.Add(flush);
        }

        var all = flushAll || _gathered.EventCount >= environment.Limits.GatherEventsMax
            || (_gatheredSince != NotGathered && environment.Clock.GetElapsedTime(_gatheredSince, now) >= environment.Limits.GatherMax);
        var batches = all ? _gathered.Take() : [.. urgent.Select(_gathered.Take).OfType<EntityBatch>()];
        if (_gathered.EntityCount == 0)
        {
            _gatheredSince = NotGathered;
        }

        await ApplyAsync(batches);
        foreach (var (origin, signals) in Sequences.Decide())
        {
            Replace(origin, DateTimeOffset.MinValue, signals);
        }

        await WorkMarksAsync();
        await Alerts.PublishAsync(Signals, Meta.LastTicks, environment.Clock);
    }

    /// <summary>Holds uses against the estate as it stands now.</summary>
    public void DecideAgainstEstate(IEnumerable<EntityState> states)
    {
        foreach (var state in states)
        {
            Replace($"estate:{state.Id.Value}", DateTimeOffset.MinValue, environment.Stages.EstateSignals(state, desk.Estate));
        }
    }

    /// <summary>Works out stale causes, as many as the marks in flight allow, and publishes what waits too long.</summary>
    public async Task WorkMarksAsync()
    {
        var now = environment.Clock.GetTimestamp();
        var (marks, finished) = Impacts.Begin(desk.Estate, desk.Epoch, now);
        Finish(finished);
        var overdue = now - (long)(environment.Limits.MarkAgeMax.TotalSeconds * environment.Clock.TimestampFrequency);
        await PublishAsync([.. marks, .. Impacts.Overdue(desk.Epoch, overdue, now)]);
    }

    public async Task ReportAsync(ImpactMark mark, ImpactPart? part)
    {
        if (mark.Epoch != desk.Epoch)
        {
            return;
        }

        var (marks, finished) = Impacts.Report(mark, part, environment.Clock.GetTimestamp());
        Finish(finished);
        await PublishAsync(marks);
    }

    private HashSet<EntityId> Take(IReadOnlyList<Arrival> arrivals, long now)
    {
        var urgent = new HashSet<EntityId>();
        foreach (var (number, prepared) in arrivals)
        {
            if (number < Meta.NextArrival)
            {
                continue;
            }

            if (!Fingerprints.Add(prepared.Order.Ticks, prepared.Fingerprint))
            {
                Meta = Meta with { Read = Meta.Read + 1, Duplicates = Meta.Duplicates + 1 };
                continue;
            }

            Count(prepared);
            _gathered.Add(prepared);
            _gatheredSince = _gatheredSince == NotGathered ? now : _gatheredSince;
            var isUrgent = IsUrgent(prepared);
            Remember(prepared, isUrgent);
            if (isUrgent)
            {
                urgent.UnionWith(prepared.Contributions.Select(static contribution => contribution.Entity));
            }
        }

        return urgent;
    }

    private void Count(PreparedEvent prepared)
    {
        Revision++;
        Sources.Add(prepared);
        var late = prepared.Order.Ticks < _latestTicks - environment.Limits.LateAfter.Ticks;
        _latestTicks = Math.Max(_latestTicks, prepared.Order.Ticks);
        Meta = Meta with
        {
            Read = Meta.Read + 1,
            Applied = Meta.Applied + 1,
            Late = Meta.Late + (late ? 1 : 0),
            FirstTicks = Math.Min(Meta.FirstTicks, prepared.Order.Ticks),
            LastTicks = Math.Max(Meta.LastTicks, prepared.Order.Ticks),
        };
    }

    private void Remember(PreparedEvent prepared, bool isUrgent)
    {
        if (isUrgent || environment.Limits.KeepAllEvents)
        {
            History[prepared.Record.Id] = prepared.Record;
            Rows.Add(prepared.Record);
            Sequences.Put(prepared.Record);
        }

        if (prepared.Mint is { } mint)
        {
            Mints.Add(mint);
            Rows.Add(mint);
        }

        if (!prepared.Signals.IsEmpty)
        {
            Replace($"event:{prepared.Record.Id}", DateTimeOffset.MinValue, prepared.Signals);
        }
    }

    // Urgent: what changes something, is refused, matched a rule, or shows an entity something it has not shown before.
    private bool IsUrgent(PreparedEvent prepared)
    {
        var urgent = prepared.Notable || !prepared.Signals.IsEmpty || !prepared.Record.Matches.IsEmpty;
        foreach (var contribution in prepared.Contributions)
        {
            if (contribution.Changes.Count > 0 || contribution.Kept.Count > 0)
            {
                urgent = true;
            }

            urgent |= _seen.ShowsNew(contribution, prepared.Order.Ticks);
        }

        return urgent;
    }

    private async Task ApplyAsync(IReadOnlyList<EntityBatch> batches)
    {
        if (batches.Count == 0)
        {
            return;
        }

        Revision++;
        var changes = new List<(EntityId, EventOrder)>();
        var estate = desk.Estate;
        var applied = new List<EntityApplied>(batches.Count);
        foreach (var group in batches.Chunk(environment.Limits.CallsInFlightMax))
        {
            environment.Counts.Called(group.Length);
            applied.AddRange(await Task.WhenAll(group.Select(batch => Member(batch.Entity).ApplyAsync(desk.Epoch, batch))));
        }

        for (var index = 0; index < batches.Count; index++)
        {
            var (batch, state) = (batches[index], applied[index].State);
            desk.Uncommitted[batch.Entity] = state;
            Entities.Add(batch.Entity);
            Rows.Add(state);
            estate = estate.With(batch.Entity, state.Log);
            changes.AddRange(batch.Changes.Where(static change => change.Kind != ChangeKind.Refer).Select(change => (batch.Entity, change.At)));
        }

        desk.Estate = estate;
        foreach (var (result, batch) in applied.Zip(batches))
        {
            Replace($"entity:{batch.Entity.Value}", result.SignalsFrom, result.Signals);
        }

        DecideAgainstEstate(applied.Select(static result => result.State));
        foreach (var (order, entity) in Impacts.Raise(changes))
        {
            Rows.Mark(order, entity, open: true);
        }
    }

    private void Finish(List<FinishedImpact> finished)
    {
        foreach (var done in finished)
        {
            Revision++;
            var signals = done.Impact is null ? [] : environment.Stages.ImpactSignals(done.Impact);
            Replace($"impact:{CutRows.CauseKey(done.Cause, done.Changed)}", DateTimeOffset.MinValue, signals);
            Rows.Add(done);
            Rows.Mark(done.Cause, done.Changed, open: false);
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

    private async Task PublishAsync(List<ImpactMark> marks)
    {
        foreach (var mark in marks)
        {
            await publish(mark);
        }
    }

    private IShardMemberGrain Member(EntityId id) => environment.Members.Of(shard, id);
}
