using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Ports;

namespace OrleansTwin.Storage.Cuts;

/// <summary>A cut to commit, or with none an epoch to open; the result is the epoch it ran under.</summary>
internal sealed class PendingCut(ShardId shard, CutWrite? cut) : IPendingWrite
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ShardId Shard { get; } = shard;

    public CutWrite? Cut { get; } = cut;

    public Task<long> Done => _done.Task;

    public void Complete(long epoch) => _done.TrySetResult(epoch);

    public void Fail(Exception error) => _done.TrySetException(error);
}
