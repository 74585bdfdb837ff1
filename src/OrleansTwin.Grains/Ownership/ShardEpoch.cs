using OrleansTwin.Grains.Entities;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Grains.Ownership;

/// <summary>Everything an owner has in memory under one epoch; dropped as a whole when the epoch is given up.</summary>
internal sealed record ShardEpoch(ShardProtocol<PreparedEvent, MemberState> Protocol, ShardRunner Runner)
{
    public long Number => Protocol.Epoch;
}
