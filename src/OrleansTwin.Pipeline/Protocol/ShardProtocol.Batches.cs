using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Protocol.Books;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>Batches: when one starts, what its answer means, what stands between it and a read.</summary>
public sealed partial class ShardProtocol<TRecord, TState>
{
    private readonly SortedDictionary<long, BatchInFlight<TRecord>> _inFlight = [];
    private readonly List<(long Id, long Place)> _flushes = [];
    private Dictionary<EntityId, DirtyEntity<TState>> _dirty = [];
    private BatchInFlight<TRecord>? _reserved;
    private long _batches;

    /// <summary>
    /// Where an activation that begins to live takes its state from. One that begins with a part of a batch may always load: had an earlier
    /// part been lost with another activation, the versions of the answers tell before the next cut. One that begins with a read would keep a
    /// state that lacks a part for as long as it lives, with nothing to tell; so it waits for the parts in flight.
    /// </summary>
    public EntityLoad Load(EntityId entity, bool forRead, out TState? state)
    {
        if (forRead && _inFlight.Values.Any(batch => batch.Entities?.Contains(entity) ?? true))
        {
            state = default;
            return EntityLoad.NotNow;
        }

        if (_dirty.TryGetValue(entity, out var dirty) || (_cut is not null && _cutEntities.TryGetValue(entity, out dirty)))
        {
            state = dirty.State;
            return EntityLoad.Uncut;
        }

        state = default;
        return EntityLoad.FromStore;
    }

    private void Fold(ShardInput<TRecord, TState>.BatchFolded folded)
    {
        if (_inFlight.TryGetValue(folded.Batch, out var batch))
        {
            _inFlight[folded.Batch] = batch with { Entities = folded.Entities };
        }
    }

    private void StartBatches()
    {
        while (MayStart() && Pick() is { } batch)
        {
            if (_suspects.IsCareful)
            {
                _suspects.Try(batch.Fingerprints);
                _reserved = batch with { Alone = true };
                (_cutWanted, _changed) = (true, true);
                CutIfDue();
                return;
            }

            Start(batch);
        }
    }

    private bool MayStart() =>
        !_draining && !_closing && _reserved is null
        && _inFlight.Count < _limits.BatchesInFlightMax
        && !_inFlight.Values.Any(static batch => batch.Alone)
        && (!_suspects.IsCareful || _inFlight.Count == 0)
        && _pending.TryPeek(out var oldest)
        && (_urgentPending > 0
            || _pending.Count >= _limits.BatchRecordsMax
            || oldest.Ticks + _limits.GatherMax.Ticks <= _now
            || _flushes.Exists(flush => flush.Place >= oldest.Place));

    /// <summary>The next records in order of acceptance; a suspect alone, and only when nothing else is in flight.</summary>
    private BatchInFlight<TRecord>? Pick()
    {
        var records = new List<PendingRecord<TRecord>>();
        while (records.Count < _limits.BatchRecordsMax && _pending.TryPeek(out var next))
        {
            var breaks = _suspects.BreaksOf(next.Record.Fingerprint);
            if (breaks >= _limits.EpochBreaksMax)
            {
                DeadLetter(Dequeue().Record, breaks);
            }
            else if (breaks == 0)
            {
                records.Add(Dequeue());
            }
            else if (records.Count > 0 || _inFlight.Count > 0)
            {
                break;
            }
            else
            {
                return new(++_batches, [Dequeue()], Alone: true);
            }
        }

        return records.Count == 0 ? null : new(++_batches, records, Alone: false);
    }

    private PendingRecord<TRecord> Dequeue()
    {
        var pending = _pending.Dequeue();
        _urgentPending -= pending.Record.Urgent ? 1 : 0;
        return pending;
    }

    private void DeadLetter(ShardRecord<TRecord> record, int breaks)
    {
        Settle(record);
        Keep([_setting.DeadLetterRow(record, breaks)]);
        Counts = Counts with { DeadLettered = Counts.DeadLettered + 1 };
        _effects.Add(new ShardEffect<TRecord, TState>.DeadLettered(record, breaks));
    }

    private void Start(BatchInFlight<TRecord> batch)
    {
        _inFlight.Add(batch.Number, batch);
        _effects.Add(new ShardEffect<TRecord, TState>.ApplyBatch(batch.Number, [.. batch.Records.Select(static pending => pending.Record)]));
    }

    private void Applied(ShardInput<TRecord, TState>.BatchApplied applied)
    {
        if (!_inFlight.Remove(applied.Batch, out var batch))
        {
            return;
        }

        foreach (var answer in applied.Entities)
        {
            if (IsFork(answer))
            {
                GiveUp($"`{answer.Id}` answered from version {answer.Before}, which it had left behind", []);
                return;
            }

            _dirty[answer.Id] = _dirty.TryGetValue(answer.Id, out var dirty) ? dirty.With(answer) : new(answer);
        }

        foreach (var pending in batch.Records)
        {
            Settle(pending.Record);
        }

        _suspects.BatchApplied();
        Counts = Counts with { Applied = Counts.Applied + batch.Records.Count };
        Absorb(applied.Outcome);
    }

    // The last cut, committed or not, already holds a later version: an activation began from an older state.
    private bool IsFork(EntityAnswer<TState> answer) => _cutEntities.TryGetValue(answer.Id, out var cut) && answer.Before < cut.Version;

    private void Failed(ShardInput<TRecord, TState>.BatchFailed failed)
    {
        if (_inFlight.TryGetValue(failed.Batch, out var batch))
        {
            GiveUp($"batch {failed.Batch}: {failed.Reason}", [.. batch.Fingerprints]);
        }
    }

    private void AnswerFlushes()
    {
        var open = Math.Min(
            _pending.TryPeek(out var oldest) ? oldest.Place : long.MaxValue,
            Math.Min(_reserved?.FirstPlace ?? long.MaxValue, _inFlight.Values.Select(static batch => batch.FirstPlace).DefaultIfEmpty(long.MaxValue).Min()));
        foreach (var flush in _flushes.Where(flush => flush.Place < open).ToList())
        {
            _flushes.Remove(flush);
            _effects.Add(new ShardEffect<TRecord, TState>.Flushed(flush.Id));
        }
    }
}
