using System.Buffers.Binary;
using System.Text.Json;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Json;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Protocol;
using OrleansTwin.Pipeline.Protocol.Rows;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>What an owner does with the effects of its protocol, rightly or as the mutant wants it.</summary>
internal sealed partial class SimWorld
{
    private void Step(SimOwner? owner, ShardInput<SimRecord, SimState> input)
    {
        if (owner is { IsDead: false })
        {
            _trace?.Invoke($"{owner.Shard} epoch {owner.Epoch} <- {SimText.Of(input)}");
            Handle(owner, owner.Protocol.Step(input, _now));
        }
    }

    private void Handle(SimOwner owner, IReadOnlyList<ShardEffect<SimRecord, SimState>> effects)
    {
        foreach (var effect in effects)
        {
            _trace?.Invoke($"{owner.Shard} epoch {owner.Epoch} -> {SimText.Of(effect)}");
            switch (effect)
            {
                case ShardEffect<SimRecord, SimState>.ApplyBatch batch:
                    StartBatch(owner, batch);
                    break;
                case ShardEffect<SimRecord, SimState>.WriteCut write:
                    StartCut(owner, write.Cut);
                    break;
                case ShardEffect<SimRecord, SimState>.AcknowledgePositions positions:
                    AcknowledgePositions(owner, positions.Units);
                    break;
                case ShardEffect<SimRecord, SimState>.SendMessage send:
                    Send(owner, send.Message);
                    break;
                case ShardEffect<SimRecord, SimState>.AcknowledgeMessages acknowledge:
                    AcknowledgeMessages(owner, acknowledge);
                    break;
                case ShardEffect<SimRecord, SimState>.PublishMark publish:
                    Publish(owner, publish.Mark, publish.Generation);
                    break;
                case ShardEffect<SimRecord, SimState>.Refused refused:
                    Refused(owner, refused);
                    break;
                case ShardEffect<SimRecord, SimState>.DeadLettered:
                    Counts = Counts with { DeadLetters = Counts.DeadLetters + 1 };
                    break;
                case ShardEffect<SimRecord, SimState>.Flushed:
                    Counts = Counts with { Flushes = Counts.Flushes + 1 };
                    break;
                case ShardEffect<SimRecord, SimState>.Closed:
                    Counts = Counts with { Moves = Counts.Moves + 1 };
                    End(owner, []);
                    break;
                case ShardEffect<SimRecord, SimState>.GiveUp giveUp:
                    GiveUp(owner, giveUp);
                    break;
                default:
                    Violate($"unknown effect {effect}");
                    break;
            }
        }
    }

    private void GiveUp(SimOwner owner, ShardEffect<SimRecord, SimState>.GiveUp giveUp)
    {
        var lost = giveUp.Reason.Contains("version", StringComparison.Ordinal) ? 1 : 0;
        Counts = Counts with { GivenUp = Counts.GivenUp + 1, LostEffectsSeen = Counts.LostEffectsSeen + lost };
        End(owner, giveUp.Suspects);
    }

    private void StartCut(SimOwner owner, ShardCut<SimState> cut)
    {
        var write = cut.ToWrite(static state => state.Encode());
        if (_mutant == SimMutant.AcknowledgeBeforeCommit)
        {
            AcknowledgePositions(owner, [.. write.Rows
                .Where(static row => row.Table == StoreTable.Position && row.Value is not null)
                .Select(static row => (row.Key, Row: JsonSerializer.Deserialize<UnitRow>(row.Value!.Value.Span, TwinJson.Options)!))
                .Select(static pair => new UnitPosition(pair.Key, pair.Row.Next, pair.Row.Finished))]);
        }

        _bag.Add(() => WriteCut(owner, write));
    }

    // A cut that is being written may arrive though its owner is gone; and its answer may be lost.
    private void WriteCut(SimOwner owner, CutWrite write)
    {
        if (owner.IsDead && _random.Chance(50))
        {
            return;
        }

        if (Fault(3))
        {
            if (_mutant == SimMutant.TornCut && write.Epoch == _store.Of(write.Shard).Epoch)
            {
                _store.Tear(write);
            }

            Step(owner, new ShardInput<SimRecord, SimState>.CutFailed(owner.Epoch, write.Number, "the disk failed"));
        }
        else if (!_store.Commit(write))
        {
            Counts = Counts with { Fenced = Counts.Fenced + 1 };
            Step(owner, new ShardInput<SimRecord, SimState>.CutFailed(owner.Epoch, write.Number, "fenced"));
        }
        else if (Fault(3))
        {
            Step(owner, new ShardInput<SimRecord, SimState>.CutFailed(owner.Epoch, write.Number, "no answer"));
        }
        else
        {
            Counts = Counts with { Cuts = Counts.Cuts + 1 };
            _bag.Add(() => Step(owner, new ShardInput<SimRecord, SimState>.CutCommitted(owner.Epoch, write.Number)));
        }
    }

    /// <summary>Invariant: what is acknowledged is durable, record by record.</summary>
    private void AcknowledgePositions(SimOwner owner, IReadOnlyList<UnitPosition> units)
    {
        foreach (var position in units)
        {
            var source = _plan.Sources[owner.Index].Single(source => source.Unit == position.Unit);
            var durable = source.Records.Take(position.Finished ? source.Records.Count : (int)position.Next);
            if (durable.Any(record => !_store.Of(owner.Shard).History.Contains(record.Fingerprint)))
            {
                Violate($"{position} was acknowledged before its cut");
            }

            if (!Fault(25))
            {
                source.Acknowledge(position);
            }
        }
    }

    private void Send(SimOwner owner, ShardMessage message)
    {
        Counts = Counts with { Messages = Counts.Messages + 1 };
        for (var copies = Fault(10) ? 2 : 1; copies > 0; copies--)
        {
            if (!Fault(15))
            {
                _bag.Add(() => Deliver(owner.Shard, message));
            }
        }
    }

    private void Deliver(ShardId sender, ShardMessage message)
    {
        var shard = Index(message.To);
        if ((_chaos ? Alive(shard) : Current(shard)) is { } receiver)
        {
            var number = _mutant == SimMutant.TakePastGap ? receiver.NextAfterGap(sender, message.Number) : message.Number;
            Step(receiver, new ShardInput<SimRecord, SimState>.MessageReceived(sender, number, Decode(message), message.Urgent));
        }
    }

    /// <summary>Invariant: what is acknowledged to a sender is durable here.</summary>
    private void AcknowledgeMessages(SimOwner owner, ShardEffect<SimRecord, SimState>.AcknowledgeMessages acknowledge)
    {
        if (_mutant != SimMutant.ForgetReceived && Received(owner.Shard, acknowledge.Sender) < acknowledge.UpTo)
        {
            Violate($"message {acknowledge.UpTo} of {acknowledge.Sender} was acknowledged before its cut");
        }

        if (!Fault(15))
        {
            var sender = Index(acknowledge.Sender);
            _bag.Add(() => Step(_chaos ? Alive(sender) : Current(sender), new ShardInput<SimRecord, SimState>.MessagesAcknowledged(owner.Shard, acknowledge.UpTo)));
        }
    }

    private void Publish(SimOwner owner, ShardMark mark, long generation)
    {
        if (!owner.Published.Add((mark, generation)) && _mutant == SimMutant.NoRepublish)
        {
            return;
        }

        Counts = Counts with { Marks = Counts.Marks + 1 };
        owner.Generations[mark] = generation;
        if (!Fault(25))
        {
            _bag.Add(() => WorkOut(owner, mark, generation));
        }
    }

    // The subscriber reads truth now; its answer may arrive much later.
    private void WorkOut(SimOwner owner, ShardMark mark, long generation)
    {
        if (owner.IsDead || _entities.Read(owner, mark.Entity) is not { } state)
        {
            return;
        }

        var value = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(value, state.Count);
        var outcome = new WorkOutcome
        {
            Rows = [StorePut.Set(StoreTable.Impact, ImpactKey(mark.Entity, mark.Hop), value)],
            Marks = mark.Hop == 0 ? [mark with { Entity = Neighbour(owner.Index, mark.Entity), Hop = 1 }] : [],
        };
        if (!Fault(10))
        {
            _bag.Add(() => Step(owner, new ShardInput<SimRecord, SimState>.MarkDone(
                owner.Epoch, mark, _mutant == SimMutant.ClearWithoutGeneration ? owner.Generations[mark] : generation, outcome)));
        }
    }

    private void Refused(SimOwner owner, ShardEffect<SimRecord, SimState>.Refused refused)
    {
        Counts = Counts with { Refused = Counts.Refused + refused.Records.Count };
        if (refused.Reason != RefusalReason.AskHistory)
        {
            return;
        }

        Counts = Counts with { HistoryAsked = Counts.HistoryAsked + refused.Records.Count };
        var shelf = _store.Of(owner.Shard);
        var asOf = _mutant == SimMutant.StaleHistory ? long.MaxValue : shelf.LastCut;
        var answered = refused.Records.Select(record => record with { History = new HistoryAnswer(shelf.History.Contains(record.Fingerprint), asOf) }).ToList();
        Later(() => Step(Current(owner.Index), new ShardInput<SimRecord, SimState>.Offered(answered)));
    }

    // The history is slow: cuts may pass before its answer comes.
    private void Later(Action action) => _bag.Add(() =>
    {
        if (_random.Chance(85))
        {
            Later(action);
        }
        else
        {
            action();
        }
    });

    private int Index(ShardId shard) => _plan.Shards.ToList().IndexOf(shard);

    private long Received(ShardId shard, ShardId sender) => Last(shard, StoreTable.Received, sender.ToString());

    private long Last(ShardId shard, StoreTable table, string key) =>
        _store.Of(shard).Rows.TryGetValue((table, key), out var bytes) ? JsonSerializer.Deserialize<LaneRow>(bytes.Span, TwinJson.Options)!.Last : 0;

    // What the mutants that number by themselves go on from.
    private void Learn(SimOwner owner)
    {
        foreach (var peer in _plan.Shards)
        {
            owner.Sent[peer] = Last(owner.Shard, StoreTable.Meta, LaneRow.SentPrefix + peer);
            owner.Taken[peer] = Received(owner.Shard, peer);
        }
    }

    private static string ImpactKey(EntityId entity, int hop) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{entity.Value}#{hop}");

    private static EntityId Neighbour(int shard, EntityId entity)
    {
        var at = Enumerable.Range(0, SimPlan.EntitiesOfShard).Single(n => SimPlan.Entity(shard, n) == entity);
        return SimPlan.Entity(shard, (at + 1) % SimPlan.EntitiesOfShard);
    }

    private static SimRecord Decode(ShardMessage message)
    {
        var id = BinaryPrimitives.ReadUInt64LittleEndian(message.Payload.Span);
        return new(id, [message.Payload.Span[^1]], null, message.Urgent, SimPoison.None);
    }

    private static byte[] Encode(SimMessage message)
    {
        var bytes = new byte[sizeof(ulong) + 1];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, message.Id);
        bytes[^1] = (byte)message.Entity;
        return bytes;
    }
}
