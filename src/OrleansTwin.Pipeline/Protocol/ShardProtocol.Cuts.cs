using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol.Books;
using OrleansTwin.Pipeline.Protocol.Rows;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>Cuts: due, drained, taken, committed. One is written at a time, and work goes on beside it.</summary>
public sealed partial class ShardProtocol<TRecord, TState>
{
    private readonly List<StorePut> _rows = [];

    // The cut being written, or null; and the entities of the last cut taken, kept until the next one to see answers that are older.
    private ShardCut<TState>? _cut;
    private Dictionary<EntityId, DirtyEntity<TState>> _cutEntities = [];
    private long _cutTicks;
    private long _drainTicks;
    private long _urgentCutTicks = long.MaxValue;
    private bool _changed;
    private bool _cutWanted;
    private bool _draining;
    private bool _closing;
    private bool _cutIsLast;

    // The cut that names the reserved batch; the batch starts when this one is committed, not when an earlier one is.
    private long _reservedCut;

    private void CutIfDue()
    {
        if (_cut is not null)
        {
            return;
        }

        if (!_draining && IsCutDue)
        {
            (_draining, _drainTicks) = (true, _now);
        }

        if (_draining && _inFlight.Count == 0)
        {
            TakeCut();
        }
    }

    private bool IsCutDue =>
        _closing
        || (_changed
            && (_cutWanted
                || _now >= _urgentCutTicks
                || _now >= _cutTicks + _limits.CutInterval.Ticks
                || _dirty.Count >= _limits.DirtyEntitiesMax));

    /// <summary>Takes everything since the last cut. No batch is in flight, so positions, states and what follows from them agree.</summary>
    private void TakeCut()
    {
        foreach (var (id, entity) in _dirty)
        {
            if (!entity.IsWhole)
            {
                GiveUp($"`{id}` lost an effect: {entity.Steps} steps lead from version {entity.From} to {entity.Version}", []);
                return;
            }
        }

        var number = LastCut + 1;
        var rows = new List<CutRow>();
        rows.AddRange(_rows.Select(static row => new CutRow(row.Table, row.Key, row.Value)));
        _rows.Clear();
        _units.TakeRows(number, rows);
        _fingerprints.TakeRows(number, rows);
        _marks.TakeRows(rows);
        _outbox.TakeRows(rows);
        _inbox.TakeRows(rows);
        _suspects.TakeRows(rows);
        rows.Add(new(StoreTable.Meta, CutMeta.Key, new CutMeta(number, Epoch, _setting.Versions, _suspects.Crashes, _closing)));
        _cut = new(_shard, Epoch, number, _dirty, rows, TimeSpan.FromTicks(_now - _drainTicks));
        (_cutEntities, _dirty) = (_dirty, []);
        _reservedCut = number;
        (_cutTicks, _urgentCutTicks, _cutIsLast) = (_now, long.MaxValue, _closing);
        (_draining, _cutWanted, _changed) = (false, false, false);
        _effects.Add(new ShardEffect<TRecord, TState>.WriteCut(_cut));
    }

    /// <summary>The cut is durable: now sources may forget, words may leave, and the batch that it names may start.</summary>
    private void Committed(long number)
    {
        if (_cut?.Number != number)
        {
            return;
        }

        (_cut, LastCut) = (null, number);
        Counts = Counts with { Cuts = Counts.Cuts + 1 };
        _changed |= _fingerprints.Committed(number);
        if (_units.Committed() is { Count: > 0 } units)
        {
            _effects.Add(new ShardEffect<TRecord, TState>.AcknowledgePositions(units));
        }

        foreach (var (sender, upTo) in _inbox.Committed())
        {
            _effects.Add(new ShardEffect<TRecord, TState>.AcknowledgeMessages(sender, upTo));
        }

        foreach (var message in _outbox.Committed(_now))
        {
            _effects.Add(new ShardEffect<TRecord, TState>.SendMessage(message));
        }

        if (_cutIsLast)
        {
            IsOver = true;
            _effects.Add(new ShardEffect<TRecord, TState>.Closed());
        }
        else if (_reserved is { } batch && _reservedCut == number)
        {
            _reserved = null;
            Start(batch);
        }
    }
}
