using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Ports;

/// <summary>A write by an owner that has lost its shard.</summary>
public sealed class EpochFencedException : Exception
{
    public EpochFencedException()
    {
    }

    public EpochFencedException(string message)
        : base(message)
    {
    }

    public EpochFencedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public EpochFencedException(ShardId shard, long epoch, long current)
        : base($"Shard {shard} is at epoch {current}; a write of epoch {epoch} was refused.")
    {
    }
}
