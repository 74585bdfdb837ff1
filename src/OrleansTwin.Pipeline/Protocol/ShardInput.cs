using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>What can happen to a shard's owner. Answers carry the epoch they belong to; those of another epoch are ignored.</summary>
public abstract record ShardInput<TRecord, TState>
{
    private ShardInput()
    {
    }

    /// <summary>A source has records. Those refused are to be offered again.</summary>
    public sealed record Offered(IReadOnlyList<ShardRecord<TRecord>> Records) : ShardInput<TRecord, TState>;

    /// <summary>A source unit ends after so many records. Ordered units that go on for ever (partitions) never do.</summary>
    public sealed record UnitEnded(string Unit, long Count) : ShardInput<TRecord, TState>;

    /// <summary>Another shard's message arrived, for the first time or again.</summary>
    public sealed record MessageReceived(ShardId Sender, long Number, TRecord Value, bool Urgent) : ShardInput<TRecord, TState>;

    /// <summary>A receiver has committed all messages up to the number.</summary>
    public sealed record MessagesAcknowledged(ShardId Receiver, long UpTo) : ShardInput<TRecord, TState>;

    /// <summary>The entities that a batch touches; comes before the first of them is called.</summary>
    public sealed record BatchFolded(long Epoch, long Batch, IReadOnlySet<EntityId> Entities) : ShardInput<TRecord, TState>;

    /// <summary>All entities of a batch answered.</summary>
    public sealed record BatchApplied(long Epoch, long Batch, IReadOnlyList<EntityAnswer<TState>> Entities, WorkOutcome Outcome) : ShardInput<TRecord, TState>;

    /// <summary>A call of the batch failed or timed out: it may or may not have had its effect.</summary>
    public sealed record BatchFailed(long Epoch, long Batch, string Reason) : ShardInput<TRecord, TState>;

    /// <summary>A mark was worked out, under the generation it was published with.</summary>
    public sealed record MarkDone(long Epoch, ShardMark Mark, long Generation, WorkOutcome Outcome) : ShardInput<TRecord, TState>;

    /// <summary>Rows of the owner's own that belong into the next cut.</summary>
    public sealed record RowsChanged(IReadOnlyList<StorePut> Rows) : ShardInput<TRecord, TState>;

    public sealed record CutCommitted(long Epoch, long Number) : ShardInput<TRecord, TState>;

    /// <summary>The cut was refused, or nobody knows whether it was written.</summary>
    public sealed record CutFailed(long Epoch, long Number, string Reason) : ShardInput<TRecord, TState>;

    /// <summary>Somebody wants to read entities: everything accepted so far is applied first, then <see cref="ShardEffect{TRecord, TState}.Flushed"/> follows.</summary>
    public sealed record FlushRequested(long Id) : ShardInput<TRecord, TState>;

    /// <summary>A cut is wanted at the next border (end of input, a person's command).</summary>
    public sealed record CutRequested : ShardInput<TRecord, TState>;

    /// <summary>The shard moves: no further batch, a last cut, then <see cref="ShardEffect{TRecord, TState}.Closed"/>.</summary>
    public sealed record CloseRequested : ShardInput<TRecord, TState>;

    /// <summary>Time has passed.</summary>
    public sealed record Ticked : ShardInput<TRecord, TState>;
}
