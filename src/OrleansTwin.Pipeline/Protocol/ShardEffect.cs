using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>What the owner has to do, in the order given. Nothing here needs an answer at once; each answer is an input.</summary>
public abstract record ShardEffect<TRecord, TState>
{
    private ShardEffect()
    {
    }

    /// <summary>Fold the records by entity, say so with BatchFolded, call the entities under this epoch, answer with BatchApplied or BatchFailed. Never retry.</summary>
    public sealed record ApplyBatch(long Batch, IReadOnlyList<ShardRecord<TRecord>> Records) : ShardEffect<TRecord, TState>;

    /// <summary>Write in the background; answer with CutCommitted or CutFailed.</summary>
    public sealed record WriteCut(ShardCut<TState> Cut) : ShardEffect<TRecord, TState>;

    /// <summary>These units are durable so far: acknowledge them to their sources.</summary>
    public sealed record AcknowledgePositions(IReadOnlyList<UnitPosition> Units) : ShardEffect<TRecord, TState>;

    public sealed record SendMessage(ShardMessage Message) : ShardEffect<TRecord, TState>;

    /// <summary>Tell the sender that all its messages up to the number are durable here.</summary>
    public sealed record AcknowledgeMessages(ShardId Sender, long UpTo) : ShardEffect<TRecord, TState>;

    /// <summary>Put the mark on the stream; it may get lost there.</summary>
    public sealed record PublishMark(ShardMark Mark, long Generation) : ShardEffect<TRecord, TState>;

    /// <summary>Not accepted, and to be offered again: after a pause, or with the history's answer.</summary>
    public sealed record Refused(IReadOnlyList<ShardRecord<TRecord>> Records, RefusalReason Reason) : ShardEffect<TRecord, TState>;

    /// <summary>The record broke so many epochs and will not be applied; its row is in the next cut.</summary>
    public sealed record DeadLettered(ShardRecord<TRecord> Record, int Breaks) : ShardEffect<TRecord, TState>;

    public sealed record Flushed(long Id) : ShardEffect<TRecord, TState>;

    /// <summary>The last cut is durable; another owner may open the shard.</summary>
    public sealed record Closed : ShardEffect<TRecord, TState>;

    /// <summary>
    /// Drop everything in memory and open the shard again at the next epoch, from the cut. Nothing of this epoch counts any more.
    /// </summary>
    /// <param name="Suspects">Fingerprints of the records that were in flight when an entity's call broke, for the next epoch.</param>
    public sealed record GiveUp(string Reason, IReadOnlyList<ulong> Suspects) : ShardEffect<TRecord, TState>;
}
