using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol.Books;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>
/// The protocol of one shard in one epoch (DESIGN §4), as a state machine without I/O, clock or tasks: an input and the time go in, effects come
/// out. The owner grain and the simulation run the same one.
/// <list type="number">
/// <item>Records are offered; copies and what is done already are set aside, the rest is accepted up to a bound (Records).</item>
/// <item>Batches go out, a few in flight; each answer brings new states, marks, messages and rows (Batches).</item>
/// <item>At a border with none in flight a cut takes everything since the last one, by reference, and is written beside the work (Cuts).</item>
/// <item>Once it is committed, positions are acknowledged and messages leave (Cuts, Words).</item>
/// <item>Anything ambiguous ends the epoch: the shard goes back to its last cut as a whole.</item>
/// </list>
/// Not thread-safe: one turn at a time.
/// </summary>
/// <typeparam name="TRecord">What a batch applies.</typeparam>
/// <typeparam name="TState">Immutable state of an entity.</typeparam>
public sealed partial class ShardProtocol<TRecord, TState>
{
    private readonly ShardId _shard;
    private readonly ProtocolLimits _limits;
    private readonly ShardSetting<TRecord> _setting;
    private readonly UnitLedger _units;
    private readonly FingerprintBook _fingerprints;
    private readonly MarkBook _marks = new();
    private readonly Outbox _outbox = new();
    private readonly Inbox _inbox = new();
    private readonly SuspectBook _suspects;
    private List<ShardEffect<TRecord, TState>> _effects = [];
    private long _now;

    /// <summary>The shard as its last cut has it, in a new epoch. <see cref="Begin"/> comes first.</summary>
    /// <param name="epoch">As the store gave it; <paramref name="image"/> was read after that.</param>
    /// <param name="ended">What is known of the epochs since the last cut.</param>
    public ShardProtocol(
        ShardId shard, long epoch, ShardImage image, ShardSetting<TRecord> setting, EndedEpochs ended, long nowTicks)
    {
        (_shard, Epoch, _setting, _limits) = (shard, epoch, setting, setting.Limits);
        (_now, _cutTicks, LastCut) = (nowTicks, nowTicks, image.Meta.Number);
        _units = new(_limits.FinishedUnitsMax);
        _fingerprints = new(_limits);
        _suspects = new(_limits);
        _units.Load(image);
        _fingerprints.Load(image);
        _marks.Load(image, nowTicks);
        _outbox.Load(image);
        _inbox.Load(image);
        _suspects.Load(image, epoch, ended);
    }

    public long Epoch { get; }

    /// <summary>The epoch has ended; nothing has an effect any more.</summary>
    public bool IsOver { get; private set; }

    public ShardCounts Counts { get; private set; } = new();

    public int OpenMarks => _marks.Count;

    public int PendingRecords => _pending.Count;

    public int BatchesInFlight => _inFlight.Count;

    /// <summary>Messages staged, or committed and not acknowledged.</summary>
    public int OpenMessages => _outbox.Count;

    /// <summary>Fingerprints in memory.</summary>
    public int HeldFingerprints => _fingerprints.Count;

    /// <summary>First record of the unit that is not done, in this epoch or one before.</summary>
    public long NextOf(string unit) => _units.NextOf(unit);

    /// <summary>Number of the last committed cut.</summary>
    public long LastCut { get; private set; }

    /// <summary>Nothing is pending, in flight, or waiting for a cut, an answer or an acknowledgement.</summary>
    public bool IsQuiet => _pending.Count == 0 && _inFlight.Count == 0 && _reserved is null && _cut is null && !_changed && _marks.Count == 0 && _outbox.Count == 0;

    /// <summary>The first effects: open marks are published, unacknowledged messages sent and open positions acknowledged again.</summary>
    public IReadOnlyList<ShardEffect<TRecord, TState>> Begin()
    {
        foreach (var (mark, generation) in _marks.All)
        {
            _effects.Add(new ShardEffect<TRecord, TState>.PublishMark(mark, generation));
        }

        if (_units.OpenUnits() is { Count: > 0 } open)
        {
            _effects.Add(new ShardEffect<TRecord, TState>.AcknowledgePositions(open));
        }

        // New suspects are written before anything is tried again: a crash must not forget them.
        _cutWanted = _suspects.Changed;
        _changed = _suspects.Changed;
        SendAgain(_now);
        Advance();
        return _effects;
    }

    /// <summary>Takes one input. Time is in ticks of 100 ns and never goes back; an earlier one counts as the latest seen.</summary>
    public IReadOnlyList<ShardEffect<TRecord, TState>> Step(ShardInput<TRecord, TState> input, long nowTicks)
    {
        if (IsOver)
        {
            return [];
        }

        _now = Math.Max(_now, nowTicks);
        _effects = [];
        Take(input);
        Advance();
        return _effects;
    }

    /// <summary>When time alone makes something due, in ticks; <see cref="long.MaxValue"/> where nothing waits for it.</summary>
    public long NextDueTicks => IsOver ? long.MaxValue : new[]
    {
        _changed ? Math.Min(_cutTicks + _limits.CutInterval.Ticks, _urgentCutTicks) : long.MaxValue,
        _pending.TryPeek(out var oldest) ? oldest.Ticks + _limits.GatherMax.Ticks : long.MaxValue,
        _marks.OldestTicks + _limits.MarkRepublishAfter.Ticks ?? long.MaxValue,
        _outbox.OldestTicks + _limits.MessageResendAfter.Ticks ?? long.MaxValue,
    }.Min();

    private void Take(ShardInput<TRecord, TState> input)
    {
        switch (input)
        {
            case ShardInput<TRecord, TState>.Offered offered:
                Offer(offered.Records);
                break;
            case ShardInput<TRecord, TState>.UnitEnded ended:
                EndUnit(ended);
                break;
            case ShardInput<TRecord, TState>.MessageReceived received:
                Receive(received);
                break;
            case ShardInput<TRecord, TState>.MessagesAcknowledged acknowledged:
                _changed |= _outbox.Acknowledge(acknowledged.Receiver, acknowledged.UpTo);
                break;
            case ShardInput<TRecord, TState>.BatchFolded folded when folded.Epoch == Epoch:
                Fold(folded);
                break;
            case ShardInput<TRecord, TState>.BatchApplied applied when applied.Epoch == Epoch:
                Applied(applied);
                break;
            case ShardInput<TRecord, TState>.BatchFailed failed when failed.Epoch == Epoch:
                Failed(failed);
                break;
            case ShardInput<TRecord, TState>.MarkDone done when done.Epoch == Epoch:
                Work(done);
                break;
            case ShardInput<TRecord, TState>.RowsChanged rows:
                Keep(rows.Rows);
                break;
            case ShardInput<TRecord, TState>.CutCommitted committed when committed.Epoch == Epoch:
                Committed(committed.Number);
                break;
            case ShardInput<TRecord, TState>.CutFailed failed when failed.Epoch == Epoch && failed.Number == _cut?.Number:
                GiveUp($"cut {failed.Number}: {failed.Reason}", []);
                break;
            case ShardInput<TRecord, TState>.FlushRequested flush:
                _flushes.Add((flush.Id, _places));
                break;
            case ShardInput<TRecord, TState>.CutRequested:
                _cutWanted = true;
                break;
            case ShardInput<TRecord, TState>.CloseRequested:
                _closing = true;
                break;
            case ShardInput<TRecord, TState>.Ticked:
                Sweep();
                break;
            default:
                // An answer of another epoch: nothing of it counts.
                break;
        }
    }

    /// <summary>What has become possible: a cut at a border, batches, answers to flushes.</summary>
    private void Advance()
    {
        if (!IsOver)
        {
            CutIfDue();
        }

        if (!IsOver)
        {
            StartBatches();
            AnswerFlushes();
        }
    }

    private void Keep(IReadOnlyList<StorePut> rows)
    {
        _rows.AddRange(rows);
        _changed |= rows.Count > 0;
    }

    private void GiveUp(string reason, IReadOnlyList<ulong> suspects)
    {
        IsOver = true;
        _effects.Add(new ShardEffect<TRecord, TState>.GiveUp(reason, suspects));
    }
}
