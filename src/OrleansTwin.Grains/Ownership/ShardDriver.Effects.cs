using System.Globalization;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Grains.Ownership;

/// <summary>The effects of the protocol, carried out; each answer is an input of the epoch that asked.</summary>
internal sealed partial class ShardDriver
{
    private void Step(ShardEpoch epoch, ShardInput<PreparedEvent, MemberState> input)
    {
        if (_current == epoch)
        {
            _inputs.Enqueue(input);
            Pump();
        }
    }

    /// <summary>Steps as long as there are inputs, then offers, begins causes, and tells who waits. Not entered twice.</summary>
    private void Pump()
    {
        if (_stepping)
        {
            return;
        }

        _stepping = true;
        try
        {
            do
            {
                while (_current is { } epoch && _inputs.TryDequeue(out var input))
                {
                    // Whatever was answered may have made room; an offer alone did not.
                    _full &= input is ShardInput<PreparedEvent, MemberState>.Offered;
                    Carry(epoch, epoch.Protocol.Step(input, NowTicks));
                }
            }
            while (Follow());
        }
        finally
        {
            _stepping = false;
        }

        if (_current is { } current)
        {
            var due = current.Protocol.NextDueTicks;
            var after = due == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(Math.Max(due - NowTicks, TickLeast.Ticks));
            _surroundings.TickAfter(after);
        }

        Moved();
    }

    /// <summary>What follows from the state reached; whether that gave new inputs.</summary>
    private bool Follow()
    {
        if (_current is not { } epoch)
        {
            return false;
        }

        Publish(epoch.Runner.WorkWaiting());
        if (epoch.Runner.HasFinished && _journal.CurrentCount > 0)
        {
            _ = FinishAsync(epoch);
        }

        if (_buffer.Waiting > 0 && !_full)
        {
            _inputs.Enqueue(new ShardInput<PreparedEvent, MemberState>.Offered(_buffer.Offer(OfferMax)));
        }
        else if (_drains > 0)
        {
            PushDrain(epoch.Protocol);
        }

        return _inputs.Count > 0;
    }

    /// <summary>Somebody waits for the end of everything taken in: no gathering, and a cut as soon as no mark is open.</summary>
    private void PushDrain(ShardProtocol<PreparedEvent, MemberState> protocol)
    {
        if (protocol is { PendingRecords: > 0, BatchesInFlight: 0 })
        {
            if (_flushes.Count == 0)
            {
                _flushes.Add(++_flushId, Fresh());
                _inputs.Enqueue(new ShardInput<PreparedEvent, MemberState>.FlushRequested(_flushId));
            }
        }
        else if (protocol is { PendingRecords: 0, BatchesInFlight: 0, OpenMarks: 0, IsQuiet: false } && !_cutAsked)
        {
            AskForCut();
        }
    }

    private void AskForCut()
    {
        _cutAsked = true;
        _inputs.Enqueue(new ShardInput<PreparedEvent, MemberState>.CutRequested());
        Pump();
    }

    private void Carry(ShardEpoch epoch, IReadOnlyList<ShardEffect<PreparedEvent, MemberState>> effects)
    {
        foreach (var effect in effects)
        {
            Carry(epoch, effect);
        }
    }

    private void Carry(ShardEpoch epoch, ShardEffect<PreparedEvent, MemberState> effect)
    {
        switch (effect)
        {
            case ShardEffect<PreparedEvent, MemberState>.ApplyBatch batch:
                _ = ApplyAsync(epoch, batch);
                break;
            case ShardEffect<PreparedEvent, MemberState>.WriteCut write:
                _environment.Counts.CutPaused(write.Cut.Paused);
                _ = WriteAsync(epoch, write.Cut, epoch.Runner.TakeRows(), epoch.Runner.Meta with { Sources = epoch.Runner.Sources.Book, LateEvents = [.. epoch.Runner.LateEvents] });
                break;
            case ShardEffect<PreparedEvent, MemberState>.AcknowledgePositions positions:
                _buffer.Acknowledge(positions.Units.Where(static unit => unit.Unit == Unit).Select(static unit => unit.Next).DefaultIfEmpty(0).Max());
                break;
            case ShardEffect<PreparedEvent, MemberState>.PublishMark mark:
                Publish(epoch.Runner.Work(mark.Mark, mark.Generation));
                break;
            case ShardEffect<PreparedEvent, MemberState>.Refused { Reason: RefusalReason.AskHistory } refused:
                _ = AskHistoryAsync(refused.Records, epoch.Protocol.LastCut);
                break;
            case ShardEffect<PreparedEvent, MemberState>.Refused refused:
                _full = true;
                _buffer.Again(refused.Records);
                break;
            case ShardEffect<PreparedEvent, MemberState>.DeadLettered letter:
                epoch.Runner.Meta = epoch.Runner.Meta with { DeadLettered = epoch.Runner.Meta.DeadLettered + 1 };
                _surroundings.Tell($"`{letter.Record.Value.Record.Id}` broke {letter.Breaks} epochs and is set aside");
                break;
            case ShardEffect<PreparedEvent, MemberState>.Flushed flushed when _flushes.Remove(flushed.Id, out var waiting):
                waiting.TrySetResult();
                break;
            case ShardEffect<PreparedEvent, MemberState>.Closed:
                EndEpoch();
                break;
            case ShardEffect<PreparedEvent, MemberState>.GiveUp giveUp:
                GiveUp(epoch, giveUp.Reason, giveUp.Suspects);
                break;
            default:
                // Messages between shards: no stage sends any yet, so none is received.
                break;
        }
    }

    /// <summary>One batch: fold, call, decide, journal, answer. A failure anywhere is ambiguous and is never tried again in this epoch.</summary>
    private async Task ApplyAsync(ShardEpoch epoch, ShardEffect<PreparedEvent, MemberState>.ApplyBatch batch)
    {
        ShardInput<PreparedEvent, MemberState> answer;
        try
        {
            var parts = epoch.Runner.Fold(batch.Records);
            Step(epoch, new ShardInput<PreparedEvent, MemberState>.BatchFolded(epoch.Number, batch.Batch, parts.Select(static part => part.Entity).ToHashSet()));
            var applied = await CallAsync(epoch.Number, parts);
            _environment.Watch?.Applied(batch.Records);
            if (_current != epoch)
            {
                return;
            }

            var outcome = epoch.Runner.Applied(parts, applied);
            answer = new ShardInput<PreparedEvent, MemberState>.BatchApplied(
                epoch.Number, batch.Batch, [.. applied.Select(static part => new EntityAnswer<MemberState>(part.State.Entity.Id, part.Before, part.State.Version, part.State))], outcome);
        }
        catch (Exception error)
        {
            Step(epoch, new ShardInput<PreparedEvent, MemberState>.BatchFailed(epoch.Number, batch.Batch, error.Message));
            return;
        }

        await FinishAsync(epoch);
        Step(epoch, answer);
    }

    private async Task<IReadOnlyList<EntityApplied>> CallAsync(long epoch, IReadOnlyList<EntityBatch> parts)
    {
        var applied = new List<EntityApplied>(parts.Count);
        foreach (var group in parts.Chunk(_environment.Limits.CallsInFlightMax))
        {
            _environment.Counts.Called(group.Length);
            applied.AddRange(await Task.WhenAll(group.Select(part => _environment.Members.Of(_shard, part.Entity).ApplyAsync(epoch, part))));
        }

        return applied;
    }

    /// <summary>Journals, and only then lets the causes that were worked out count as done: a cut never knows more than the journal.</summary>
    private async Task FinishAsync(ShardEpoch epoch)
    {
        await _journal.WaitAsync();
        try
        {
            if (_current == epoch)
            {
                foreach (var done in await epoch.Runner.JournalAsync())
                {
                    Step(epoch, new ShardInput<PreparedEvent, MemberState>.MarkDone(epoch.Number, new(done.Changed, done.Cause.EventId, done.Cause, Hop: 0), done.Generation, WorkOutcome.None));
                }
            }
        }
        catch (Exception error)
        {
            // Nobody knows whether it was written. No record is to blame.
            GiveUp(epoch, $"the journal: {error.Message}", []);
        }
        finally
        {
            _journal.Release();
        }

        Pump();
    }

    private async Task WriteAsync(ShardEpoch epoch, ShardCut<MemberState> cut, CutRows rows, OwnerMeta meta)
    {
        ShardInput<PreparedEvent, MemberState> answer;
        try
        {
            await Task.Run(async () =>
            {
                var write = cut.ToWrite(state => _environment.Codec.Write(state));
                await _environment.Store.CommitAsync(write with { Rows = [.. write.Rows, .. rows.ToRows(_environment.Codec, meta)] }, CancellationToken.None);
            });
            answer = new ShardInput<PreparedEvent, MemberState>.CutCommitted(epoch.Number, cut.Number);
            if (_current == epoch)
            {
                (_fruitless, _cutAsked, _ended) = (0, false, EndedEpochs.None);
            }

            // Not before: an epoch that begins from an older cut still unites copies that this one had let go.
            _identities.Prune(meta.CopyFloor);
        }
        catch (EpochFencedException error) when (_current == epoch)
        {
            Stop(new InvalidOperationException($"Shard {_shard} has another owner: {error.Message}", error));
            return;
        }
        catch (Exception error)
        {
            answer = new ShardInput<PreparedEvent, MemberState>.CutFailed(epoch.Number, cut.Number, error.Message);
        }

        Step(epoch, answer);
    }

    /// <summary>Behind the fingerprints in memory only the history tells copies; an event that is not kept there counts as new.</summary>
    private async Task AskHistoryAsync(IReadOnlyList<ShardRecord<PreparedEvent>> records, long asOfCut)
    {
        var answered = new List<ShardRecord<PreparedEvent>>(records.Count);
        foreach (var record in records)
        {
            var row = await _environment.Store.GetAsync(_shard, StoreTable.History, record.Value.Record.Id, CancellationToken.None);
            answered.Add(record with { History = new HistoryAnswer(row is not null, asOfCut) });
        }

        _buffer.Again(answered);
        Pump();
    }

    private void Publish(List<ImpactMark> marks)
    {
        if (marks.Count > 0)
        {
            _ = PublishAsync(marks);
        }
    }

    private async Task PublishAsync(List<ImpactMark> marks)
    {
        foreach (var mark in marks)
        {
            try
            {
                await _surroundings.PublishAsync(mark);
            }
            catch (Exception error)
            {
                // The stream may refuse: the mark stands, and is published again.
                _surroundings.Tell($"a mark was not published: {error.Message}");
                return;
            }
        }
    }

    private StorePut DeadLetterRow(ShardRecord<PreparedEvent> record, int breaks)
    {
        var (unit, index) = record.Value.Record.Position is { } position ? (position.Unit, position.Index) : (Unit, record.Origin.Index);
        var letter = new DeadLetter(unit, index.ToString(CultureInfo.InvariantCulture), $"work on it failed in {breaks} epochs", record.Value.Record.Id);
        return StorePut.Set(StoreTable.DeadLetter, $"{unit}\u001f{letter.Position}", _environment.Codec.Write(letter));
    }
}
