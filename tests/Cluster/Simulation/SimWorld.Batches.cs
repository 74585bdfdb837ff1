using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>Batches: a call for each entity, which may be lost, fail, answer late, or run though its owner is gone.</summary>
internal sealed partial class SimWorld
{
    private void StartBatch(SimOwner owner, ShardEffect<SimRecord, SimState>.ApplyBatch batch)
    {
        var byEntity = batch.Records
            .SelectMany(record => record.Value.Entities.Select(entity => (Entity: SimPlan.Entity(owner.Index, entity), record.Value)))
            .GroupBy(static pair => pair.Entity, static pair => pair.Value)
            .ToList();
        owner.Batches[batch.Batch] = new(batch.Records, byEntity.Count);
        Step(owner, new ShardInput<SimRecord, SimState>.BatchFolded(owner.Epoch, batch.Batch, byEntity.Select(static call => call.Key).ToHashSet()));
        foreach (var call in byEntity)
        {
            _bag.Add(() => Call(owner, batch.Batch, call.Key, [.. call]));
        }
    }

    private void Call(SimOwner owner, long batch, EntityId entity, List<SimRecord> records)
    {
        if (owner.IsDead && _random.Chance(50))
        {
            return;
        }

        if (records.Exists(static record => record.Poison == SimPoison.Crashes))
        {
            Crash(owner.IsDead ? null : owner);
        }
        else if (records.Exists(static record => record.Poison == SimPoison.Throws))
        {
            Fail(owner, batch, "poison");
        }
        else if (Fault(3))
        {
            FailOrRetry(owner, batch, entity, records, "lost on the way there");
        }
        else if (_entities.Apply(owner, entity, [.. records.Select(static record => record.Id)]) is not { } answer)
        {
            Fail(owner, batch, "another epoch");
        }
        else if (Fault(3))
        {
            FailOrRetry(owner, batch, entity, records, "lost on the way back");
        }
        else
        {
            _bag.Add(() => Answer(owner, batch, answer));
        }
    }

    private void FailOrRetry(SimOwner owner, long batch, EntityId entity, List<SimRecord> records, string reason)
    {
        if (_mutant == SimMutant.BlindRetry)
        {
            _bag.Add(() => Call(owner, batch, entity, records));
        }
        else
        {
            Fail(owner, batch, reason);
        }
    }

    private void Fail(SimOwner owner, long batch, string reason) =>
        _bag.Add(() => Step(owner, new ShardInput<SimRecord, SimState>.BatchFailed(owner.Epoch, batch, reason)));

    private void Answer(SimOwner owner, long number, EntityAnswer<SimState> answer)
    {
        if (owner.IsDead || !owner.Batches.TryGetValue(number, out var batch))
        {
            return;
        }

        batch.Answers.Add(answer);
        batch.Open--;
        if (batch.Open == 0)
        {
            owner.Batches.Remove(number);
            _bag.Add(() => Finish(owner, number, batch));
        }
    }

    private void Finish(SimOwner owner, long number, SimBatch batch)
    {
        if (owner.IsDead)
        {
            return;
        }

        var answers = _mutant is SimMutant.LastAnswerWins or SimMutant.LoadOnlyFromStore ? batch.Answers.ConvertAll(owner.Forge) : batch.Answers;
        var messages = batch.Records.Select(static record => record.Value.Message).OfType<SimMessage>().ToList();
        var outcome = new WorkOutcome
        {
            Marks = [.. answers.Select(static answer => new ShardMark(answer.Id, "touched", new EventOrder(0, EventPhase.Change, string.Empty), 0))],
            Messages = [.. messages.Select(message => new OutgoingMessage(_plan.Shards[message.ToShard], Encode(message), message.Urgent))],
        };
        if (_mutant == SimMutant.SendBeforeCommit)
        {
            foreach (var message in outcome.Messages)
            {
                owner.Sent[message.To]++;
                Send(owner, new(message.To, owner.Sent[message.To], message.Payload, message.Urgent));
            }
        }

        Step(owner, new ShardInput<SimRecord, SimState>.BatchApplied(owner.Epoch, number, answers, outcome));
    }
}
