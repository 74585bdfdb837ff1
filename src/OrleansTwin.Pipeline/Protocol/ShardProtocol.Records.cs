using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Protocol.Books;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>Accepting: what is done, what is a copy, what there is room for.</summary>
public sealed partial class ShardProtocol<TRecord, TState>
{
    private readonly Queue<PendingRecord<TRecord>> _pending = new();
    private int _urgentPending;

    // Places of copies of records that are accepted and not applied yet: they are done when the record is, not before.
    private readonly Dictionary<(int Hour, ulong Fingerprint), List<RecordOrigin>> _copies = [];

    // Records accepted in this epoch; also the place of the last one.
    private long _places;

    private void Offer(IReadOnlyList<ShardRecord<TRecord>> records)
    {
        var refused = new SortedDictionary<RefusalReason, List<ShardRecord<TRecord>>>();
        var again = new SortedDictionary<string, UnitPosition>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var (unit, index) = (record.Origin.Unit, record.Origin.Index);
            if (_units.IsDone(unit, index))
            {
                Counts = Counts with { Replayed = Counts.Replayed + 1 };
                if (_units.CommittedOver(unit, index) is { } committed)
                {
                    again[unit] = committed;
                }
            }
            else if (!_units.IsPending(unit, index) && Refusal(record) is { } reason)
            {
                (refused.TryGetValue(reason, out var list) ? list : refused[reason] = []).Add(record);
            }
        }

        foreach (var (reason, list) in refused)
        {
            Counts = Counts with { Refused = Counts.Refused + list.Count };
            _effects.Add(new ShardEffect<TRecord, TState>.Refused(list, reason));
        }

        if (again.Count > 0)
        {
            _effects.Add(new ShardEffect<TRecord, TState>.AcknowledgePositions([.. again.Values]));
        }
    }

    /// <summary>Accepts the record or sets it aside as a copy; else the reason why not.</summary>
    private RefusalReason? Refusal(ShardRecord<TRecord> record)
    {
        var verdict = _fingerprints.Check(record.Hour, record.Fingerprint);
        var isKnown = verdict == FingerprintVerdict.Known || record.History is { IsKnown: true };
        if (verdict == FingerprintVerdict.Beyond && !isKnown && !(record.History?.AsOfCut >= LastCut - _limits.HistoryAnswerCuts))
        {
            return RefusalReason.AskHistory;
        }

        if (_units.IsTooFar(record.Origin.Unit, record.Origin.Index, _limits.UnitGapMax))
        {
            return RefusalReason.TooFarAhead;
        }

        if (isKnown)
        {
            SetAside(record);
            Counts = Counts with { Duplicates = Counts.Duplicates + 1 };
            _changed = true;
            return null;
        }

        if (Full() is { } reason)
        {
            return reason;
        }

        _units.Accept(record.Origin.Unit, record.Origin.Index);
        Accept(record);
        return null;
    }

    private void SetAside(ShardRecord<TRecord> copy)
    {
        if (_copies.TryGetValue((copy.Hour, copy.Fingerprint), out var places))
        {
            _units.Accept(copy.Origin.Unit, copy.Origin.Index);
            places.Add(copy.Origin);
        }
        else
        {
            _units.Done(copy.Origin.Unit, copy.Origin.Index);
        }
    }

    private RefusalReason? Full() =>
        _closing ? RefusalReason.Closing
        : _pending.Count >= _limits.PendingRecordsMax || _marks.Count >= _limits.MarksMax || _outbox.Count >= _limits.MessagesMax ? RefusalReason.Full
        : null;

    private void Accept(ShardRecord<TRecord> record)
    {
        _fingerprints.Accept(record.Hour, record.Fingerprint, HourNow);
        _copies.Add((record.Hour, record.Fingerprint), []);
        _pending.Enqueue(new(record, ++_places, _now));
        _urgentPending += record.Urgent ? 1 : 0;
    }

    /// <summary>Another shard's message is a record too: its number is its position and its identity.</summary>
    private void Receive(ShardInput<TRecord, TState>.MessageReceived message)
    {
        if (_inbox.CommittedOver(message.Sender, message.Number) is { } upTo)
        {
            _effects.Add(new ShardEffect<TRecord, TState>.AcknowledgeMessages(message.Sender, upTo));
        }

        if (_inbox.IsAccepted(message.Sender, message.Number))
        {
            Counts = Counts with { Replayed = Counts.Replayed + 1 };
            return;
        }

        // A later one than the next, or no room: the sender sends it again.
        if (!_inbox.IsNext(message.Sender, message.Number) || Full() is not null)
        {
            Counts = Counts with { Refused = Counts.Refused + 1 };
            return;
        }

        _inbox.Accept(message.Sender);
        var number = message.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _pending.Enqueue(new(
            new()
            {
                Origin = RecordOrigin.Of(message.Sender, message.Number),
                Fingerprint = StableHash.Fingerprint("message", message.Sender.ToString(), _shard.ToString(), number),
                Hour = 0,
                Urgent = message.Urgent,
                Value = message.Value,
            },
            ++_places,
            _now));
        _urgentPending += message.Urgent ? 1 : 0;
    }

    private void EndUnit(ShardInput<TRecord, TState>.UnitEnded ended)
    {
        if (_units.CommittedFinish(ended.Unit) is { } committed)
        {
            _effects.Add(new ShardEffect<TRecord, TState>.AcknowledgePositions([committed]));
            return;
        }

        _units.Ended(ended.Unit, ended.Count);
        _changed = true;
    }

    /// <summary>The record has had its effect, or never will: its position, number and identity belong into the next cut.</summary>
    private void Settle(ShardRecord<TRecord> record)
    {
        if (record.Origin.Sender is { } sender)
        {
            _inbox.Applied(sender, record.Origin.Index);
        }
        else
        {
            _units.Done(record.Origin.Unit, record.Origin.Index);
            _fingerprints.Applied(record.Hour, record.Fingerprint);
            _copies.Remove((record.Hour, record.Fingerprint), out var places);
            places?.ForEach(place => _units.Done(place.Unit, place.Index));
        }

        _suspects.Clear(record.Fingerprint);
        _changed = true;
    }

    private int HourNow => (int)Math.Clamp((_now - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerHour, int.MinValue / 2, int.MaxValue / 2);
}
