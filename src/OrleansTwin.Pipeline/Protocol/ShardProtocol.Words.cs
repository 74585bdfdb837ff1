namespace OrleansTwin.Pipeline.Protocol;

/// <summary>Words: marks inside the shard, messages to others, and both again where no answer came.</summary>
public sealed partial class ShardProtocol<TRecord, TState>
{
    private void Absorb(WorkOutcome outcome)
    {
        Keep(outcome.Rows);
        foreach (var mark in outcome.Marks)
        {
            _effects.Add(new ShardEffect<TRecord, TState>.PublishMark(mark, _marks.Raise(mark, _now)));
            _changed = true;
        }

        foreach (var message in outcome.Messages)
        {
            _outbox.Stage(message);
            _changed = true;
            if (message.Urgent)
            {
                _urgentCutTicks = Math.Min(_urgentCutTicks, _now + _limits.UrgentCutDelay.Ticks);
            }
        }
    }

    private void Work(ShardInput<TRecord, TState>.MarkDone done)
    {
        if (_marks.Clear(done.Mark, done.Generation))
        {
            _changed = true;
            Absorb(done.Outcome);
        }
    }

    private void Sweep()
    {
        foreach (var (mark, generation) in _marks.Again(_now - _limits.MarkRepublishAfter.Ticks, _now, _limits.MarkRepublishMax))
        {
            _effects.Add(new ShardEffect<TRecord, TState>.PublishMark(mark, generation));
        }

        SendAgain(_now - _limits.MessageResendAfter.Ticks);
    }

    private void SendAgain(long until)
    {
        foreach (var message in _outbox.Again(until, _now, _limits.MessageResendMax))
        {
            _effects.Add(new ShardEffect<TRecord, TState>.SendMessage(message));
        }
    }
}
